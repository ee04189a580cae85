"""Libraries that the benchmarks ask, kept under data/evaluation for the next run."""

from collections.abc import Sequence
from pathlib import Path

from index.encoder import load_encoder
from index.library import Library
from index.places import ROOT
from index.writing import add, create


def folder_library(folder: Path, name: str) -> Library:
    """The txt and docx reports of a folder."""
    return kept_library(sorted(file for file in folder.iterdir() if file.suffix in (".txt", ".docx")), name)


def kept_library(files: Sequence[Path], name: str) -> Library:
    """A library kept under data/ for the next run, brought up to date."""
    encoder = load_encoder()
    path = ROOT / "data" / "evaluation" / name
    if not (path / "manifest.json").exists():
        create(path, encoder)
    add(path, encoder, files, progress=True)
    return Library.open(path, encoder)
