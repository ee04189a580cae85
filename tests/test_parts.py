"""A question of several parts is not refused because no one sentence holds them all."""

from pathlib import Path

import pytest

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add, create
from retrieval import judging
from retrieval.answer import ask
from retrieval.wanted import parts
from tests.libraries import written

TEXT = """2024年云溪县政府工作报告

一、2024年工作回顾

建成口袋公园12个，植树造林3万亩。

龙舟赛吸引游客8.6万人次。

全县电商零售额4.2亿元。
"""


def test_what_asks_by_itself_is_a_part() -> None:
    assert parts("龙舟赛来了多少人,电商卖了多少钱?") == ["龙舟赛来了多少人", "电商卖了多少钱"]
    assert parts("口袋公园和龙舟赛分别有多少?") == ["口袋公园有多少?", "龙舟赛有多少?"]
    assert parts("今年全县,植树多少亩?") == parts("植树多少亩") == parts("植树造林") == []


def test_one_part_that_is_told_keeps_the_whole_from_being_refused(
    tmp_path: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path / "library", encoder)
    add(tmp_path / "library", encoder, [written(tmp_path / "云溪县.txt", TEXT)])
    library = Library.open(tmp_path / "library", encoder)
    told = "高速公路新建多少公里,龙舟赛吸引游客多少人次?"
    assert ask(library, told).refusal is None and ask(library, told).doubt is not None
    assert ask(library, "医院新增床位多少张,幼儿园新增学位多少个?").refusal is not None
    monkeypatch.setattr(judging, "parts", lambda _: [])
    assert ask(library, told).refusal is not None
