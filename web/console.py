"""chuchu ask | search | summarize | verify | diff | add | list | remove | check | rebuild | serve: all commands in one.

`chuchu VERB …` is `python -m retrieval VERB …` or `python -m index VERB …`, and `chuchu serve` is `python ui.py`, from
whatever folder it is called. Exit codes are theirs.
"""

import sys
from collections.abc import Sequence

from report.command import BAD_INPUT, DONE, run
from web import words

ASKING = ("ask", "search", "summarize", "verify", "diff", "evaluate")
KEEPING = ("add", "list", "remove", "check", "rebuild")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the command."""
    return run(lambda: _called(list(sys.argv[1:] if arguments is None else arguments)))


def _called(said: Sequence[str]) -> int:
    """The floors are imported only when called: `chuchu list` needs no model."""
    verb = said[0] if said else ""
    if verb in ASKING:
        from retrieval.__main__ import main as work

        return work(said)
    if verb in KEEPING:
        from index.__main__ import main as work

        return work(said)
    if verb == "serve" and len(said) == 1:
        from web.serve import main as serve

        return serve()
    told = verb in ("-h", "--help")
    usage = words.USAGE.format(verbs=" | ".join((*ASKING, *KEEPING, "serve")))
    print(usage, file=sys.stdout if told else sys.stderr)
    return DONE if told else BAD_INPUT
