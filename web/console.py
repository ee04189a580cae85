"""chuchu ask | search | summarize | verify | diff | add | list | remove | check | rebuild | serve: all commands in one.

`chuchu VERB …` is `python -m retrieval VERB …` or `python -m index VERB …`, and `chuchu serve` is `python ui.py`, from
whatever folder it is called. Exit codes are theirs.
"""

import sys
from collections.abc import Sequence

ASKING = ("ask", "search", "summarize", "verify", "diff", "evaluate")
KEEPING = ("add", "list", "remove", "check", "rebuild")
USAGE = f"用法:chuchu {' | '.join((*ASKING, *KEEPING, 'serve'))} …(各命令加 -h 看说明)"
BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the command. The floors are imported only when called: `chuchu list` needs no model."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    verb = words[0] if words else ""
    if verb in ASKING:
        from retrieval.__main__ import main as run

        return run(words)
    if verb in KEEPING:
        from index.__main__ import main as run

        return run(words)
    if verb == "serve" and len(words) == 1:
        from web.serve import main as serve

        return serve()
    told = verb in ("-h", "--help")
    print(USAGE, file=sys.stdout if told else sys.stderr)
    return 0 if told else BAD_INPUT
