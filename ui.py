"""python ui.py: starts the app and says where it is. Nothing is ranked or read here.

The page opens at once; the model is loaded, and an absent library built from data/reports/, behind it.
Exit codes: 0 stopped, 2 it cannot start, with one line on stderr that says what to do.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    print("错误:需要 Python 3.11 至 3.13,现在是 %s(%s)" % (sys.version.split()[0], sys.executable), file=sys.stderr)  # noqa: UP031
    raise SystemExit(2)

from web.serve import main

if __name__ == "__main__":
    sys.exit(main())
