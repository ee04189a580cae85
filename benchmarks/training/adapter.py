"""python -m benchmarks.training.adapter LIBRARY PAIRS… [--out FILE]: a small map of the question's vector.

m3e-small was not trained for everyday question → official sentence. What is learnt here is a low-rank correction of the
question's vector alone, v' = (v + v A B) / |…|: no library has to be encoded again, the sentences stay as they are.
The loss is InfoNCE (van den Oord et al. 2018) over the sentences of the question's own report, which are all hard
negatives. Everything is judged on reports that the map has not seen: K-fold cross-validation by report.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch.nn.functional import cross_entropy, normalize

from index.encoder import load_encoder
from index.folding import fold
from index.library import Library

FOLDS = 5
RANK = 32
TEMPERATURE = 0.03
STEPS = 80  # chosen by the cross-validation: 40 to 110 are alike, 300 and more have learnt the reports by heart
DECAY = 1e-2
RATE = 2e-3

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The pairs of one report: questions (n, dim), its sentences (m, dim), and the row of the right one for each."""

    report: str
    questions: torch.Tensor
    sentences: torch.Tensor
    right: torch.Tensor


def main() -> int:
    """Cross-validates, prints, and writes the map trained on all pairs where --out is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    library = Library.open(args.library, load_encoder())
    groups = grouped(library, args.pairs)
    print(f"{sum(len(g.right) for g in groups)} pairs over {len(groups)} reports")
    before, after = cross_validated(groups)
    for name, hits in (("plain", before), ("mapped", after)):
        print(f"{name:7s} hit@1 {hits[:, 0].mean():.3f}  hit@5 {hits[:, 1].mean():.3f}  on unseen reports")
    gain = after[:, 0] - before[:, 0]
    draws = np.random.default_rng(0).integers(0, len(gain), (2000, len(gain)))
    low, high = np.percentile(gain[draws].mean(axis=1), [2.5, 97.5])
    print(f"gain at 1: {gain.mean():+.3f} ({low:+.3f} to {high:+.3f})")
    if args.out:
        down, up = trained(groups)
        kept = {"down": down.detach().contiguous(), "up": up.detach().contiguous()}
        save_file(kept, args.out, metadata={"encoder": library.encoder.fingerprint, "name": library.encoder.name})
    return 0


def grouped(library: Library, files: Sequence[Path]) -> list[Group]:
    """Pairs whose quote stands in a sentence of the library's report of that file; others are counted and told."""
    by_file = {report.source.file: report_id for report_id, report in library.reports.items()}
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        report_id = by_file.get(row["report"])
        at = _sentence(library, report_id, row["quote"]) if report_id else None
        if report_id and at is not None:
            found.setdefault(report_id, []).append((row["question"], at))
    left = len(rows) - sum(len(pairs) for pairs in found.values())
    if left:
        print(
            f"{left} of {len(rows)} pairs left out: no such report, or the quote is in no single sentence",
            file=sys.stderr,
        )
    return [_group(library, report_id, pairs) for report_id, pairs in found.items()]


def _rows(library: Library, report_id: str) -> NDArray[np.intp]:
    owned = library.ranges[report_id]
    return np.flatnonzero(np.isin(library.sentences.passage, np.arange(owned.start, owned.stop)))


def _sentence(library: Library, report_id: str, quote: str) -> int | None:
    """The place of the sentence that holds the quote's beginning, among the report's sentences."""
    start = library.reports[report_id].text.find(quote)
    spans = [library.sentences.spans[row] for row in _rows(library, report_id)]
    return next((i for i, s in enumerate(spans) if start >= 0 and s.start <= start < s.end), None)


def _group(library: Library, report_id: str, pairs: Sequence[tuple[str, int]]) -> Group:
    # As passages: encode_query would send them through the map that is already there.
    questions = library.encoder.encode_passages([fold(question) for question, _ in pairs])
    sentences = library.sentences.dense.vectors[_rows(library, report_id)]
    right = torch.tensor([at for _, at in pairs])
    return Group(report_id, torch.from_numpy(questions), torch.from_numpy(np.array(sentences)), right)


def cross_validated(groups: Sequence[Group]) -> tuple[Floats, Floats]:
    """hit@1 and hit@5 of every pair, plain and mapped by a map that has not seen its report; (n, 2) each."""
    before, after = [], []
    for fold_number in range(FOLDS):
        held = [g for i, g in enumerate(groups) if i % FOLDS == fold_number]
        down, up = trained([g for i, g in enumerate(groups) if i % FOLDS != fold_number])
        for group in held:
            before.append(_hits(group, group.questions))
            after.append(_hits(group, _mapped(group.questions, down, up)))
    return np.concatenate(before), np.concatenate(after)


def trained(groups: Sequence[Group]) -> tuple[torch.Tensor, torch.Tensor]:
    """The two factors (dim, rank) and (rank, dim) of the correction."""
    torch.manual_seed(0)
    dim = groups[0].questions.shape[1]
    down = torch.nn.Parameter(torch.randn(dim, RANK) / dim**0.5)
    up = torch.nn.Parameter(torch.zeros(RANK, dim))
    optimizer = torch.optim.AdamW([down, up], lr=RATE, weight_decay=DECAY)
    for _ in range(STEPS):
        optimizer.zero_grad()
        losses = [_loss(group, _mapped(group.questions, down, up)) for group in groups]
        torch.cat(losses).mean().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return down.detach(), up.detach()


def _mapped(questions: torch.Tensor, down: torch.Tensor, up: torch.Tensor) -> torch.Tensor:
    return normalize(questions + questions @ down @ up, dim=1)


def _loss(group: Group, questions: torch.Tensor) -> torch.Tensor:
    return cross_entropy(questions @ group.sentences.T / TEMPERATURE, group.right, reduction="none")


def _hits(group: Group, questions: torch.Tensor) -> Floats:
    scores = questions @ group.sentences.T
    rank = (scores > scores.gather(1, group.right[:, None])).sum(1).numpy()
    return np.stack([rank < 1, rank < 5], axis=1).astype(np.float32)


if __name__ == "__main__":
    sys.exit(main())
