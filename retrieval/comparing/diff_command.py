"""python -m retrieval diff OLD NEW: two reports of the library, or two files, side by side."""

import argparse
import json
from pathlib import Path

from index.encoder import load_encoder
from index.places import library_dir
from index.weights import ensure_model
from retrieval.comparing.compared import diff_json, diff_lines, diff_sheet
from retrieval.comparing.sides import sides_of
from retrieval.diff import compare
from retrieval.sheets.export import form_of, write_file
from retrieval.sheets.output import refuse_input


def diff(args: argparse.Namespace) -> None:
    """Prints the comparison; with --out it is written to a file."""
    inputs = [Path(name) for name in (args.old, args.new)]
    if args.out:
        form_of(args.out)  # a wrong suffix is told before the work, not after it
        refuse_input(args.out, inputs)
    ensure_model()
    comparison = compare(*sides_of([args.old, args.new], args.library or library_dir(), load_encoder()))
    if args.out:
        write_file(args.out, diff_sheet(comparison), inputs)
    if args.json:
        print(json.dumps(diff_json(comparison), ensure_ascii=False))
    elif not args.out:
        print("\n".join(diff_lines(comparison)))
