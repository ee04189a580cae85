"""python -m benchmarks.training.cross MATERIAL OUT [--epochs N] [--start FILE] [--seed N]: a cross-encoder on the same
layers.

Question and sentence are read together, and one number says whether the sentence answers (Nogueira & Cho 2019). LoRA
(Hu et al. 2022, by the library peft) in every linear layer of the adapted encoder, and one linear layer over [CLS] and
the mean over the tokens. The loss is the cross entropy of yes and no; of every question a right text, a wrong one or
two, and the one that it was written to look answered by. MATERIAL is what cross_material.py wrote.

Needs torch, transformers, peft, tqdm and safetensors, and the model of this project: a time round takes some 25
minutes on two cores. --start FILE goes on from what was learnt before, at a lower rate, with less of what it has seen.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import binary_cross_entropy_with_logits
from tqdm import tqdm
from transformers import AutoTokenizer, BertModel, PreTrainedTokenizerBase

from benchmarks.training.lora import factors, put_factors
from benchmarks.training.stepping import stepping
from index.adapter import adapter_for, merge
from index.crossencoder import TOKENS
from index.encoder import load_encoder
from index.weights import file_sums, model_folder

NAME = "m3e-small"
RANK, ALPHA = 32, 64
EPOCHS = 3
RATE, AGAIN_RATE, WARM = 7e-4, 5e-4, 50
BATCH = 16  # questions
AT_ONCE = 32  # pairs
SHARE = {"invented": 0.5}  # of the questions of a kind, each time round; 1 of the others
AGAIN = {"invented": 0.2, "near": 0.2, "more": 0.2, "third": 0.35}  # … where it goes on: "fourth" is new then
RIGHT_WEIGHT = 2.0  # there are about twice as many wrong texts

Row = dict[str, Any]
Pair = tuple[str, str, float]


class Judge(torch.nn.Module):
    """The encoder with a last layer on top; gives log odds, (pairs,)."""

    def __init__(self, bert: torch.nn.Module, dim: int) -> None:
        super().__init__()
        self.bert, self.last = bert, torch.nn.Linear(2 * dim, 1)

    def forward(self, tokens: dict[str, torch.Tensor]) -> torch.Tensor:
        """`tokens` as the tokenizer gives them."""
        hidden = self.bert(**tokens).last_hidden_state.float()
        mask = tokens["attention_mask"][..., None].float()
        both = torch.cat([hidden[:, 0], (hidden * mask).sum(1) / mask.sum(1)], dim=1)
        return cast("torch.Tensor", self.last(both)[:, 0])


def main() -> int:
    """Trains, and writes what there is after each time round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.material.read_text(encoding="utf-8").splitlines()]
    judge, tokenizer = untrained()
    if args.start:
        _put(judge, load_file(args.start))
    about = {"encoder": load_encoder(NAME).fingerprint, "scale": str(ALPHA / RANK)}
    planned = list(rounds(rows, args.epochs, AGAIN if args.start else SHARE, args.seed))
    for _ in trained(judge, tokenizer, planned, AGAIN_RATE if args.start else RATE):
        save_file(learnt(judge), args.out, metadata=about)
    return 0


def learnt(judge: Judge) -> dict[str, torch.Tensor]:
    """The factors and the last layer, in float16."""
    last = {f"last.{name}": value.reshape(-1).half() for name, value in judge.last.state_dict().items()}
    return {**factors(judge.bert), **last}


def _put(judge: Judge, known: Mapping[str, torch.Tensor]) -> None:
    """The reverse of `learnt`."""
    put_factors(judge.bert, known)
    with torch.no_grad():
        for name, weight in judge.last.named_parameters():
            weight.copy_(known[f"last.{name}"].reshape(weight.shape))


def untrained() -> tuple[Judge, PreTrainedTokenizerBase]:
    """The adapted encoder with new factors, which are all that learns, and a new last layer."""
    from peft import LoraConfig, get_peft_model  # of the extra `benchmarks`

    torch.manual_seed(0)
    folder = model_folder(NAME)
    bert = BertModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
    adapter = adapter_for(file_sums(folder).values())
    if adapter:
        merge(bert, adapter)
    wanted = ["query", "key", "value", "dense"]
    get_peft_model(bert, LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=wanted))  # in place
    return Judge(bert, bert.config.hidden_size).eval(), AutoTokenizer.from_pretrained(folder)


def rounds(rows: Sequence[Row], epochs: int, share: Mapping[str, float], seed: int = 0) -> Iterator[list[list[Pair]]]:
    """The batches of each time round; other texts each time, and with another seed."""
    chance = random.Random(seed)
    for _ in range(epochs):
        mixed = [row for row in rows if chance.random() < share.get(row["kind"], 1.0)]
        chance.shuffle(mixed)
        yield [_pairs(mixed[at : at + BATCH], chance) for at in range(0, len(mixed), BATCH)]


def _pairs(rows: Sequence[Row], chance: random.Random) -> list[Pair]:
    found: list[Pair] = []
    for row in rows:
        wrong = chance.sample(row["wrong"], min(1 if row["nearest"] else 2, len(row["wrong"])))
        found.append((row["question"], chance.choice(row["right"]), 1.0))
        found += [(row["question"], text, 0.0) for text in [*filter(None, [row["nearest"]]), *wrong]]
    return found


def trained(
    judge: Judge, tokenizer: PreTrainedTokenizerBase, planned: Sequence[list[list[Pair]]], rate: float
) -> Iterator[int]:
    """Trains in bfloat16, without dropout; yields after each time round."""
    weights = [weight for weight in judge.parameters() if weight.requires_grad]
    optimizer, schedule = stepping(weights, rate, WARM, sum(map(len, planned)))
    for at, batches in enumerate(planned):
        for pairs in tqdm(batches, mininterval=30):
            optimizer.zero_grad()
            _learn(judge, tokenizer, pairs)
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
        yield at


def _learn(judge: Judge, tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Pair]) -> None:
    """Adds up the gradient of one batch, texts of about one length at a time."""
    ordered = sorted(pairs, key=lambda pair: len(pair[1]))
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        tokens = tokenizer(
            [question for question, _, _ in part], [text for _, text, _ in part],
            padding=True, truncation="only_second", max_length=TOKENS, return_tensors="pt",
        )  # fmt: skip
        with torch.autocast("cpu", torch.bfloat16):
            odds = judge(dict(tokens))
        said = torch.tensor([right for _, _, right in part])
        weight = torch.tensor(RIGHT_WEIGHT)
        loss = binary_cross_entropy_with_logits(odds.float(), said, reduction="sum", pos_weight=weight) / len(pairs)
        loss.backward()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    sys.exit(main())
