"""python -m benchmarks.training.pointer OUT [--start FILE] [--epochs N] [--held SHARE] [--seed N]: where in a text the
answer stands.

Question and text are read together, and every token gets a share of the answer (index/pointer.py). LoRA (Hu et al.
2022, by the library peft) in every linear layer of the adapted encoder, which begin where those of the cross-encoder
ended, or, with what is on top, as FILE has them; on top of a token's state, what it has by itself and with the mean of
the question. Three kinds of lines:

    told    a question of short_answers.jsonl or told_apart.jsonl and its sentence, among others of its report more
            often than not; the shares are to be even on the tokens of the answer (cross entropy)
    none    a question of near*.jsonl or told_apart.jsonl that its sentence only looks answering, or a told one with
            sentences that do not answer: all of it is to be on [CLS]
    some    a question of near*.jsonl that its sentence answers: all of it is to be in the text, wherever

Needs torch, transformers, peft, tqdm and safetensors, and the model of this project: a time round takes some
twenty minutes on two cores. --held SHARE leaves so much of the reports out and tells how often the highest token is
right, of questions that are answered and of those that are not; what FILE was trained on it does not leave out.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from tqdm import tqdm
from transformers import PreTrainedTokenizerBase

from benchmarks.training.cross import ALPHA, NAME, RANK, untrained
from benchmarks.training.lora import factors, put_factors
from benchmarks.training.pointer_material import Line, Row, held_out, line_of, material, rounds
from benchmarks.training.stepping import stepping
from index.crossencoder import FOLDER as BEGUN
from index.encoder import load_encoder
from index.pointer import TOKENS

EPOCHS, RATE, WARM = 3, 1e-3, 50
AT_ONCE = 8
COMPARED = 64  # rows of the question's mean against a token
LESS = 0.5  # what the comparison begins with
LAST = ("alone", "asked", "told")


class Pointing(torch.nn.Module):
    """The encoder with its last layer; gives scores of tokens, (lines, tokens)."""

    def __init__(self, bert: torch.nn.Module, dim: int) -> None:
        super().__init__()
        self.bert = bert
        self.alone = torch.nn.Parameter(torch.randn(dim) * dim**-0.5)
        same = torch.nn.init.orthogonal_(torch.empty(COMPARED, dim))
        self.asked, self.told = torch.nn.Parameter(same * LESS), torch.nn.Parameter(same.clone())

    def forward(self, tokens: dict[str, torch.Tensor]) -> torch.Tensor:
        """`tokens` as the tokenizer gives them."""
        hidden = self.bert(**tokens).last_hidden_state.float()
        question = (tokens["attention_mask"].bool() & (tokens["token_type_ids"] == 0))[..., None]
        mean = (hidden * question).sum(1) / question.sum(1)
        with torch.autocast("cpu", enabled=False):
            compared = (hidden @ self.told.T) * (mean @ self.asked.T)[:, None]
            return cast("torch.Tensor", hidden @ self.alone + compared.sum(-1))


def main() -> int:
    """Trains, and writes what there is after each time round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--held", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    judge, tokenizer = untrained()
    pointing = Pointing(judge.bert, judge.last.in_features // 2)
    about = {"encoder": load_encoder(NAME).fingerprint, "scale": str(ALPHA / RANK)}
    begin(pointing, begun(args.start, about) if args.start else load_file(BEGUN / f"{NAME}.safetensors"))
    sentences, told, near = material()
    held = held_out(sorted(sentences), args.held)
    near = {kind: [line for line in lines if line.of not in held] for kind, lines in near.items()}
    planned = list(rounds(sentences, [row for row in told if row["of"] not in held], near, args.epochs, args.seed))
    for _ in trained(pointing, tokenizer, planned):
        save_file(learnt(pointing), args.out, metadata=about)
        if held:
            print(found(pointing, tokenizer, sentences, [row for row in told if row["of"] in held]), flush=True)
    return 0


def begun(path: Path, about: Mapping[str, str]) -> dict[str, torch.Tensor]:
    """What a pointer has learnt. ValueError for a file of another encoder, scale or kind."""
    with safe_open(path, framework="pt") as file:
        found, names = file.metadata() or {}, set(file.keys())
    if about.items() <= found.items() and "last.told" in names:
        return load_file(path)
    raise ValueError(f"{path} is no pointer of this encoder: it is of {found}, expected {about}; begin without --start")


def begin(pointing: Pointing, known: Mapping[str, torch.Tensor]) -> None:
    """The reverse of `learnt`; the factors alone of a file of the cross-encoder, whose last layer is another."""
    put_factors(pointing.bert, known)
    with torch.no_grad():
        for name in LAST:
            if f"last.{name}" in known:
                getattr(pointing, name).copy_(known[f"last.{name}"])


def learnt(pointing: Pointing) -> dict[str, torch.Tensor]:
    """The factors and the last layer, in float16."""
    last = {f"last.{name}": getattr(pointing, name).detach().half() for name in LAST}
    return {**factors(pointing.bert), **last}


def trained(
    pointing: Pointing, tokenizer: PreTrainedTokenizerBase, planned: Sequence[list[list[Line]]]
) -> Iterator[int]:
    """Trains in bfloat16, without dropout; yields after each time round."""
    weights = [weight for weight in pointing.parameters() if weight.requires_grad]
    optimizer, schedule = stepping(weights, RATE, WARM, sum(map(len, planned)))
    for at, batches in enumerate(planned):
        for lines in tqdm(batches, mininterval=30):
            optimizer.zero_grad()
            ordered = sorted(lines, key=lambda line: len(line.text))
            for start in range(0, len(ordered), AT_ONCE):
                part = ordered[start : start + AT_ONCE]
                (_loss(pointing, tokenizer, part) / len(lines)).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
        yield at


def _loss(pointing: Pointing, tokenizer: PreTrainedTokenizerBase, lines: Sequence[Line]) -> torch.Tensor:
    """The sum over the lines."""
    shares, right = shared(pointing, tokenizer, lines)
    some = torch.tensor([line.kind == "some" for line in lines])
    even = right / right.sum(1, keepdim=True)
    exact = -(even * shares).sum(1)
    anywhere = -shares.masked_fill(right == 0, -1e4).logsumexp(1)
    return torch.where(some, anywhere, exact).sum()


def shared(
    pointing: Pointing, tokenizer: PreTrainedTokenizerBase, lines: Sequence[Line]
) -> tuple[torch.Tensor, torch.Tensor]:
    """The logarithm of each token's share, and 1 where it is right, 0 elsewhere; both (lines, tokens)."""
    tokens = tokenizer(
        [line.question for line in lines], [line.text for line in lines],
        padding=True, truncation="only_second", max_length=TOKENS, return_tensors="pt", return_offsets_mapping=True,
    )  # fmt: skip
    places = tokens.pop("offset_mapping").tolist()
    in_text = torch.tensor([[side == 1 for side in tokens.sequence_ids(i)] for i in range(len(lines))])
    rows = zip(lines, places, in_text.tolist(), strict=True)
    right = torch.tensor([_right(*row) for row in rows], dtype=torch.float32)
    with torch.autocast("cpu", torch.bfloat16):
        found = pointing(dict(tokens))
    read = in_text.clone()
    read[:, 0] = True
    return found.masked_fill(~read, -1e4).log_softmax(1), right


def _right(line: Line, places: Sequence[tuple[int, int]], in_text: Sequence[bool]) -> list[bool]:
    """The tokens that hold the answer, all of the text of "some"; [CLS] where there are none."""
    if line.kind == "some":
        return list(in_text)
    on = [
        line.kind == "told" and inside and start < line.end and end > line.start
        for inside, (start, end) in zip(in_text, places, strict=True)
    ]
    return on if any(on) else [i == 0 for i in range(len(on))]


def found(
    pointing: Pointing, tokenizer: PreTrainedTokenizerBase, sentences: Mapping[str, Sequence[str]], told: Sequence[Row]
) -> str:
    """Of the questions of reports left out, how often the highest token stands in the answer; where they stand with
    nothing that answers, how often it is [CLS]."""
    lines = [line_of(row, sentences[row["of"]], random.Random(i)) for i, row in enumerate(told)]
    hits: dict[str, list[float]] = {"told": [], "none": []}
    with torch.inference_mode():
        for at in range(0, len(lines), 32):
            part = lines[at : at + 32]
            shares, right = shared(pointing, tokenizer, part)
            on = right.gather(1, shares.argmax(1, keepdim=True))[:, 0]
            for line, one in zip(part, on.tolist(), strict=True):
                hits[line.kind].append(one)
    parts = [f"{kind} {sum(own) / max(1, len(own)):.3f} of {len(own)}" for kind, own in hits.items()]
    return f"left out, the highest token is right: {', '.join(parts)}"


if __name__ == "__main__":
    sys.exit(main())
