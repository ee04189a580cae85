"""Questions that say a heading whole find what stands below it."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from report.model import Passage
from retrieval.answer import ask
from retrieval.headed import below, said_headings
from retrieval.query import understand
from retrieval.search import search
from tests.reports import SHAOYANG, made

REPORT = """南溪县人大常委会工作报告

一、2024年主要工作

（一）完善激励机制
制定评分办法，对代表履职量化评分。开设专栏。
（二）完善责任机制
建议全部办结。
"""


def titles(question: str) -> list[str]:
    return [section.title.strip("（一二）") for section in said_headings(made(REPORT), fold(question))]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("怎么完善激励机制？", ["完善激励机制"]),
        ("完善“激励机制”做了什么", ["完善激励机制"]),
        ("完善激励机制和完善责任机制", ["完善激励机制", "完善责任机制"]),
        ("怎么完善激励", []),
        ("主要工作", []),
        ("南溪县人大常委会工作报告说了什么", []),
    ],
)
def test_headings_that_are_said_whole(question: str, said: list[str]) -> None:
    assert titles(question) == said


def test_what_is_said_of_half_a_report_names_no_place() -> None:
    long = REPORT.replace("开设专栏。", "开设专栏。" * 12)
    assert said_headings(made(long), "怎么完善激励机制") == []


@pytest.mark.parametrize("title", ["完善激励机制", "强化制度建设", "注重联动协同", "厚植为民之情", "高位统筹推动"])
def test_what_stands_below_a_heading_comes_first(title: str, bundled: Path, encoder: SentenceEncoder) -> None:
    library = Library.open(bundled, encoder)
    (section,) = said_headings(library.reports[SHAOYANG.stem], title)

    def stands_below(passage: Passage) -> bool:
        return section.start < passage.end and passage.start < section.end

    assert stands_below(search(library, understand(f"怎么{title}"))[0].passage)
    answer = ask(library, f"怎么{title}")
    assert answer.refusal is None and stands_below(answer.hits[0].passage)
    rows = np.arange(len(library.sentences.spans))
    marked = below(library, library.reports.values(), title, rows)
    assert [bool(m) for m in marked] == [
        section.body_start <= span.start < section.end for span in library.sentences.spans
    ]
