"""What the commands of all floors share: one line on stderr for bad input, UTF-8 out, a reader that goes away."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from report.errors import ChuchuError

DONE, WRONG, BAD_INPUT = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """argparse whose errors are one line, as those of every other bad input."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"错误:{' '.join(message.split())};用法见 {self.prog} -h\n")


def run(work: Callable[[], int]) -> int:
    """The exit code of `work`; everything a user can cause is told in one line on stderr.

    `work` also reads the arguments: what argparse prints is Chinese too.
    """
    _write_utf8()
    try:
        code = work()
        sys.stdout.flush()
    except ChuchuError as error:
        print(f"错误:{error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("已中断;已做完的都在", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _write_utf8() -> None:
    """The characters of the report on every system: what goes to a file or a pipe has the encoding of the machine
    otherwise, which may lack them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=stream.errors, newline="\n")
