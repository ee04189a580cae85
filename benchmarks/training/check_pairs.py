"""Check the pairs everyday question → official sentence that the encoder is trained on.

    python -m benchmarks.training.check_pairs FILE… [--texts DIR]

Form: the fields, their lengths, the registers, duplicates and near-duplicates over all files given. With ``--texts``
(a folder of ``REPORT.txt``, one paragraph a line) also that quote and negative stand in one paragraph of the report
word for word. Prints the counts by report and register and the share of questions that share no two-character
sequence with their quote (place names and function words aside). Exit status 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FIELDS: Final = ("report", "question", "quote", "negative", "register")
REGISTERS: Final = (
    "citizen", "elder", "worker", "farmer", "student", "business", "journalist", "deputy", "secretary",
)  # fmt: skip
QUESTION_LENGTH: Final = (6, 40)
QUOTE_LENGTH: Final = (12, 120)
NEGATIVE_LENGTH: Final = (8, 200)
CLAUSE: Final = 6  # characters from which on a clause in common makes quote and negative overlap
ALIKE: Final = 0.72  # Jaccard of character bigrams above which two questions count as one

PLACES: Final = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
    "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾", "中国", "全国", "国家",
)  # fmt: skip
FUNCTION_WORDS: Final = (
    "是不是", "有没有", "能不能", "会不会", "要不要", "可不可以", "为什么", "什么样", "什么", "怎么样", "怎么",
    "怎样", "多少", "几个", "哪些", "哪个", "哪儿", "哪里", "哪几", "我们", "你们", "咱们", "他们", "大家", "这个",
    "那个", "这些", "那些", "一个", "一些", "一下", "可以", "已经", "还是", "就是", "现在", "今年", "去年", "明年",
    "上一年", "一年", "省里", "市里", "区里", "政府", "报告", "全省", "全市", "全区", "我省", "我市", "我区", "本省",
    "本市",
)  # fmt: skip
IGNORED: Final = re.compile("|".join(sorted(map(re.escape, PLACES + FUNCTION_WORDS), key=len, reverse=True)))
RUN: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Pair:
    """One question with the sentence that answers it and one of the same report that does not."""

    report: str
    question: str
    quote: str
    negative: str
    register: str


def fold(text: str) -> str:
    """The text in one width and one case."""
    return unicodedata.normalize("NFKC", text).casefold()


def bigrams(text: str) -> frozenset[str]:
    """Two-character sequences of letters, digits and characters; none crosses punctuation."""
    runs = RUN.findall(fold(text))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def clauses(text: str) -> frozenset[str]:
    """The clauses of a text that are long enough to say something."""
    return frozenset(clause for clause in re.split("[，。；！？]", text) if len(clause) >= CLAUSE)


def shared(question: str, quote: str) -> frozenset[str]:
    """What question and quote have in common once place names and function words are out of the question."""
    return bigrams(IGNORED.sub(" ", fold(question))) & bigrams(quote)


def read(path: Path) -> tuple[list[Pair], list[str]]:
    """The pairs of a file that have the right fields, and what is wrong with the other lines."""
    pairs: list[Pair] = []
    wrong: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            wrong.append(f"{place}: not JSON ({error.msg})")
            continue
        if not isinstance(row, dict) or set(row) != set(FIELDS):
            wrong.append(f"{place}: the fields must be {', '.join(FIELDS)}")
            continue
        if not all(isinstance(value, str) and value == value.strip() and value for value in row.values()):
            wrong.append(f"{place}: every field is a text without blanks around it")
            continue
        pair = Pair(**row)
        pairs.append(pair)
        wrong.extend(f"{place}: {what}" for what in form(pair))
    return pairs, wrong


def form(pair: Pair) -> list[str]:
    """What is wrong with one pair, its report aside."""
    wrong = []
    if not pair.report.endswith((".docx", ".txt")):
        wrong.append(f"report {pair.report!r} is neither a .docx nor a .txt")
    if pair.register not in REGISTERS:
        wrong.append(f"unknown register {pair.register!r}")
    limits = (
        ("question", pair.question, QUESTION_LENGTH),
        ("quote", pair.quote, QUOTE_LENGTH),
        ("negative", pair.negative, NEGATIVE_LENGTH),
    )
    for name, text, (least, most) in limits:
        if not least <= len(text) <= most:
            wrong.append(f"{name} has {len(text)} characters, not {least} to {most}: {text}")
    common = clauses(pair.quote) & clauses(pair.negative)
    if common or pair.quote in pair.negative or pair.negative in pair.quote:
        wrong.append(f"quote and negative overlap: {pair.quote}")
    if fold(pair.question).rstrip("?") in fold(pair.quote):
        wrong.append(f"the question is a part of its quote: {pair.question}")
    return wrong


def alike(pairs: list[Pair]) -> list[str]:
    """Questions asked twice, to the letter or nearly so."""
    wrong = []
    grams = [bigrams(pair.question) for pair in pairs]
    for i, mine in enumerate(grams):
        for j in range(i):
            common = len(mine & grams[j])
            if common and common >= ALIKE * (len(mine) + len(grams[j]) - common):
                wrong.append(f"two questions alike: {pairs[j].question} / {pairs[i].question}")
    seen: dict[tuple[str, str], str] = {}
    for pair in pairs:
        key = (pair.report, pair.quote)
        if key in seen:
            wrong.append(f"one quote for two questions: {seen[key]} / {pair.question}")
        seen.setdefault(key, pair.question)
    return wrong


def verbatim(pairs: list[Pair], texts: Path) -> list[str]:
    """Quotes and negatives that do not stand in a paragraph of their report word for word."""
    wrong = []
    paragraphs: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.report not in paragraphs:
            path = texts / Path(pair.report).with_suffix(".txt").name
            paragraphs[pair.report] = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            if not path.is_file():
                wrong.append(f"no text for {pair.report}")
        lines = paragraphs[pair.report]
        for name, text in (("quote", pair.quote), ("negative", pair.negative)):
            if lines and not any(text in line for line in lines):
                wrong.append(f"{name} is not in {pair.report}: {text}")
    return wrong


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the training pairs everyday question → official sentence.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--texts", type=Path, help="folder of the reports as .txt, one paragraph a line")
    parser.add_argument("--shared", action="store_true", help="list the questions that share a bigram, and which")
    options = parser.parse_args(arguments)
    pairs: list[Pair] = []
    wrong: list[str] = []
    for path in options.files:
        found, problems = read(path)
        pairs += found
        wrong += problems
    wrong += alike(pairs)
    if options.texts is not None:
        wrong += verbatim(pairs, options.texts)

    apart: Counter[str] = Counter()
    for pair in pairs:
        common = shared(pair.question, pair.quote)
        apart[pair.report] += not common
        if common and options.shared:
            print(f"{'/'.join(sorted(common))}\t{pair.question}\t{pair.quote}")
    for report, count in sorted(Counter(pair.report for pair in pairs).items()):
        print(f"{count:5}  {apart[report] / count:5.0%} without a shared bigram  {report}")
    for register, count in Counter(pair.register for pair in pairs).most_common():
        print(f"{count:5}  {register}")
    total = len(pairs)
    print(f"{total:5}  pairs, {apart.total() / max(total, 1):.1%} without a shared bigram, {len(wrong)} problems")
    for what in wrong:
        print(what, file=sys.stderr)
    return 1 if wrong or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
