"""Only to name a Python that is too old or too new before anything is downloaded; the rest is in pyproject.toml."""

import sys

from setuptools import setup

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(f"需要 Python 3.11 至 3.13,现在是 {sys.version.split()[0]}({sys.executable})")

setup()
