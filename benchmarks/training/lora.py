"""python -m benchmarks.training.lora MODEL MATERIAL [--out FILE] [--left-out FOLD] [--start FILE --fresh NAME…]: a
low-rank adapter of the encoder.

m3e-small was not trained for everyday question → official sentence. LoRA (Hu et al. 2022, by the library peft) in every
linear layer of the encoder, for questions and passages alike; the table of words stays as it is. The loss is InfoNCE
(van den Oord et al. 2018) with several right texts: among all sentences of the question's own report, by themselves or
behind their headings; among all that a writer invented, and what was written to answer other questions of the batch,
which only look answered by one of them; of the public sets among the answers of the batch.

Needs torch, transformers, peft, tqdm and safetensors alone, so that it may run anywhere: four times round take four
minutes on an accelerator, two cores had not done three after an hour. MODEL is the folder of the model, MATERIAL what
material.py wrote. --left-out FOLD trains without every fifth report and tells how well their sentences are found, by
meaning alone.

--start FILE goes on from an adapter, at a lower rate: the collections --fresh NAME whole each time round, a part of
the others, lest they be forgotten.
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import normalize
from tqdm import tqdm
from transformers import AutoTokenizer, BertModel, PreTrainedTokenizerBase

from benchmarks.training.stepping import stepping

RANK, ALPHA = 16, 32
EPOCHS = 4
RATE, WARM = 1e-3, 30
TEMPERATURE = 0.03
FOLDS = 5
PUBLIC_WEIGHT = 0.5
ONE_IN = {"report": 1, "public": 3, "invented": 1}  # of the batches of a collection, each time round
AGAIN = {"report": 4, "public": 9, "invented": 4}  # … of one that is not fresh, where an adapter is gone on from
AGAIN_RATE = 4e-4
MIXED = True  # in bfloat16; exact to float32 without
TOKENS = 220  # of a text; sentences of reports are seldom longer
BATCH = {"report": 96, "public": 192, "invented": 192}  # questions
AT_ONCE = 64  # texts

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


@dataclass(frozen=True, slots=True)
class Collection:
    """As material.py writes it; `questions` are (question, rows of `texts` that answer it). Every question is asked
    among the first `common` texts, and the answers to those beside it."""

    name: str
    kind: str
    common: int
    texts: Sequence[str]
    headed: Sequence[str]
    questions: Sequence[tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The model and its tokenizer; `rows` gives (n, dim) of length 1, the mean over the tokens, [CLS] and [SEP] too."""

    model: torch.nn.Module
    tokenizer: PreTrainedTokenizerBase

    def rows(self, texts: Sequence[str]) -> torch.Tensor:
        """Without gradients."""
        parts = _parts(texts)
        with torch.no_grad():
            rows = torch.cat([self._batch([texts[i] for i in part]) for part in parts])
        return rows[torch.tensor([i for part in parts for i in part]).argsort().to(DEVICE)]

    def backward(self, texts: Sequence[str], gradient: torch.Tensor) -> None:
        """Carries the gradient of the loss by the rows, (n, dim), on to the weights, some texts at a time: all at once
        would need 13 GB (GradCache, Gao et al. 2021)."""
        for part in _parts(texts):
            self._batch([texts[i] for i in part]).backward(gradient[part])  # type: ignore[no-untyped-call]

    def _batch(self, texts: Sequence[str]) -> torch.Tensor:
        tokens = self.tokenizer(list(texts), padding=True, truncation=True, max_length=TOKENS, return_tensors="pt")
        tokens = tokens.to(DEVICE)
        with torch.autocast(DEVICE, torch.bfloat16, enabled=MIXED):
            hidden = self.model(**tokens).last_hidden_state
        mask = tokens["attention_mask"][..., None].float()
        return normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=1)


def _parts(texts: Sequence[str]) -> list[list[int]]:
    """Which texts go through the model together: those of about one length."""
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    return [order[at : at + AT_ONCE] for at in range(0, len(order), AT_ONCE)]


def main() -> int:
    """Trains; writes the adapter where --out is given, tells of the reports left out where --left-out is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("material", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--left-out", type=int, choices=range(FOLDS))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--fresh", nargs="+", default=[])
    args = parser.parse_args()
    found = [Collection(**json.loads(line)) for line in args.material.read_text(encoding="utf-8").splitlines()]
    reports = [one for one in found if one.kind == "report"]
    held = reports[args.left_out :: FOLDS] if args.left_out is not None else []
    encoder = loaded(args.model)
    weights = hashlib.sha256((args.model / "model.safetensors").read_bytes()).hexdigest()
    before = _told("without", encoder, held) if held else ""
    rest = [one for one in found if one not in held]
    for made in trained(encoder, _rounds(rest, args.epochs, args.fresh), args.start):
        if args.out:  # after each time round: an hour is long
            save_file(made, args.out, metadata={"weights": weights, "scale": str(ALPHA / RANK)})
    if held:
        print(before, _told("with", encoder, held), sep="\n")
    return 0


def loaded(folder: Path) -> Encoder:
    """The model as it is published, in float32."""
    model: torch.nn.Module = BertModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
    return Encoder(model.to(DEVICE).eval(), AutoTokenizer.from_pretrained(folder))


def trained(
    encoder: Encoder, rounds: Iterable[Sequence["Batch"]], start: Path | None = None
) -> Iterator[dict[str, torch.Tensor]]:
    """Puts an adapter into the encoder, a new one or that of a file, and trains it; its factors each time round."""
    from peft import LoraConfig, get_peft_model  # of the extra `benchmarks`

    torch.manual_seed(0)
    wanted = ["query", "key", "value", "dense"]
    get_peft_model(encoder.model, LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=wanted))  # in place
    if start:
        put_factors(encoder.model, load_file(start))
    weights = [weight for weight in encoder.model.parameters() if weight.requires_grad]
    rounds = list(rounds)
    optimizer, schedule = stepping(weights, AGAIN_RATE if start else RATE, WARM, max(1, sum(map(len, rounds))))
    # Without dropout (the model stays as for evaluation): on a CPU it takes longer than all the rest.
    for batches in rounds:
        for collection, texts, questions in tqdm(batches, mininterval=30):
            optimizer.zero_grad()
            _learn(encoder, collection, texts, questions)
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
        yield factors(encoder.model)


Asked = tuple[str, Sequence[int]]
Batch = tuple[Collection, Sequence[str], list[Asked]]


def _rounds(collections: Sequence[Collection], epochs: int, fresh: Sequence[str] = ()) -> Iterator[list[Batch]]:
    """The questions of each collection in another order each time, and by which texts they are to find the answers;
    the batches of all collections mixed."""
    chance = random.Random(0)
    for _ in range(epochs):
        found: list[Batch] = []
        for one in collections:
            mixed = chance.sample(list(one.questions), len(one.questions))
            size = BATCH[one.kind]
            one_in = (AGAIN if fresh and one.name not in fresh else ONE_IN)[one.kind]
            for at in range(0, len(mixed), size):
                texts = one.headed if one.headed and chance.random() < 0.5 else one.texts
                if chance.random() * one_in < 1:
                    found.append((one, texts, mixed[at : at + size]))
        yield chance.sample(found, len(found))


def _learn(encoder: Encoder, collection: Collection, texts: Sequence[str], asked: Sequence[Asked]) -> None:
    """Adds up the gradient of one batch in the weights."""
    looked_at = sorted({*range(collection.common), *(row for _, rows in asked for row in rows)})
    at = {row: i for i, row in enumerate(looked_at)}
    right = torch.zeros(len(asked), len(looked_at), dtype=torch.bool, device=DEVICE)
    for i, (_, rows) in enumerate(asked):
        right[i, [at[row] for row in rows]] = True
    sides = [question for question, _ in asked], [texts[row] for row in looked_at]
    questions, passages = (encoder.rows(side).requires_grad_() for side in sides)
    weight = PUBLIC_WEIGHT if collection.kind == "public" else 1
    loss = _loss(questions @ passages.T / TEMPERATURE, right) * weight
    loss.backward()  # type: ignore[no-untyped-call]
    for side, vectors in zip(sides, (questions, passages), strict=True):
        assert vectors.grad is not None
        encoder.backward(side, vectors.grad)


def _loss(near: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """How far the right texts are from holding all of the softmax; both are (questions, texts)."""
    return (near.logsumexp(1) - near.masked_fill(~right, -1e4).logsumexp(1)).mean()


def _told(name: str, encoder: Encoder, reports: Sequence[Collection]) -> str:
    """hit@1 and hit@5 of the sentences of unseen reports."""
    ranks: list[int] = []
    for one in reports:
        own = [(question, rows) for question, rows in one.questions if max(rows) < one.common]
        questions = encoder.rows([question for question, _ in own])
        near = questions @ (encoder.rows(one.texts[: one.common]) + encoder.rows(one.headed[: one.common])).T
        best = torch.stack([near[i, list(rows)].max() for i, (_, rows) in enumerate(own)])
        ranks += (near > best[:, None]).sum(1).tolist()
    hits = [sum(rank < k for rank in ranks) / len(ranks) for k in (1, 5)]
    return (
        f"{name:8s} hit@1 {hits[0]:.3f}  hit@5 {hits[1]:.3f}  {len(ranks)} questions of {len(reports)} unseen reports"
    )


def put_factors(model: torch.nn.Module, known: Mapping[str, torch.Tensor]) -> None:
    """The reverse of `factors`."""
    with torch.no_grad():
        for name, weight in model.state_dict().items():
            if ".lora_A." in name or ".lora_B." in name:
                weight.copy_(known[_kept(name)].T)


def _kept(name: str) -> str:
    return name.replace(".lora_A.default.weight", ".down").replace(".lora_B.default.weight", ".up")


def factors(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    """The two factors of each layer by the layer's name, `….down` (in, rank) and `….up` (rank, out), in float16."""
    found = {}
    for name, weight in model.state_dict().items():
        if ".lora_A." in name or ".lora_B." in name:
            found[_kept(name)] = weight.T.half().cpu().contiguous()
    return found


if __name__ == "__main__":
    sys.exit(main())
