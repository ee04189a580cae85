"""Questions beside an answer and passages beside a passage: each question gets its own clause first, each is new."""

from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.writing import add, create
from report.figures import figures_in
from report.model import Passage, Span
from report.passages import passages
from retrieval import silence
from retrieval.__main__ import main
from retrieval.answer import ask
from retrieval.errors import QuestionError
from retrieval.related import SAME, SHORT, near_passages, related
from retrieval.wording import LONGEST, SHORTEST, wordings
from tests.libraries import written
from tests.reports import made
from web.app import create as create_app
from web.desk import Desk

TOWN = """{place}政府工作报告

(2025年1月22日)

一、2024年工作回顾

(一)改善民生。改造老旧小区{homes}个。新建公共厕所12座。公厕满意率达到97%。

(二)发展农业。粮食总产量41万吨。新建高标准农田3万亩。固定资产投资增长5.5%。制定《{place}河道管理办法》。

二、2025年工作安排

今年新建乡村图书馆{books}个。继续办好实事。
"""
PLAIN = """荷镇政府工作报告

一、工作回顾

我们坚持以人民为中心,认真听取群众意见。老旧小区改造稳步推进,群众十分满意。

二、工作安排

我们将继续努力,把实事办好,把好事办实,让群众放心。
"""
QUESTIONS = ("改造了多少个老旧小区", "群众对厕所满意吗", "今年建几个图书馆", "地铁修了多少公里")


@pytest.fixture(scope="module")
def towns(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two towns that say nearly the same, and one without figures and laws."""
    folder = tmp_path_factory.mktemp("towns")
    texts = {
        "柳镇": TOWN.format(place="柳镇", homes=31, books=6),
        "杨镇": TOWN.format(place="杨镇", homes=27, books=8),
        "荷镇": PLAIN,
    }
    files = [written(folder / f"{name}.txt", text) for name, text in texts.items()]
    create(folder / "库", encoder)
    assert not add(folder / "库", encoder, files).failed
    return Library.open(folder / "库", encoder)


@pytest.fixture(scope="module")
def shaoyang(bundled: Path, encoder: SentenceEncoder) -> Library:
    return Library.open(bundled, encoder)


def answering(library: Library, question: str) -> set[Span]:
    """The places that questions were formed from, for the words of one."""
    named = [(p, "") for p in library.passages] + [(p, "柳镇") for p in library.passages if p.report_id == "柳镇"]
    return {
        one.figure
        for passage, place in named
        for one in wordings(library.reports[passage.report_id], passage, place)
        if one.question == question
    }


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("within", [["柳镇"], None])
def test_each_question_gets_its_own_clause_first(towns: Library, question: str, within: list[str] | None) -> None:
    asked = question if within else f"柳镇{question}"
    shown = related(towns, ask(towns, asked, (), within))
    assert len(shown) == 3
    for one in shown:
        then = ask(towns, one, (asked,), within)
        first = then.hits[0]
        assert then.refusal is None and first.passage.report_id == "柳镇"
        assert any(first.passage.start <= at.start < first.passage.end for at in answering(towns, one))
        assert SHORTEST <= len(one) <= LONGEST


def test_of_the_bundled_report_too(shaoyang: Library) -> None:
    shown = related(shaoyang, ask(shaoyang, "开展了哪些执法检查"))
    assert 2 <= len(shown) == len(set(shown))
    for one in shown:
        first = ask(shaoyang, one).hits[0].passage
        assert any(first.start <= at.start < first.end for at in answering(shaoyang, one))


def test_what_was_asked_is_not_asked_again(towns: Library) -> None:
    asked: list[str] = ["改造了多少个老旧小区"]
    for _ in range(3):
        answer = ask(towns, asked[-1], asked[:-1], ["柳镇"])
        shown = related(towns, answer)
        assert not {fold(one) for one in shown} & {fold(one) for one in asked}
        assert all("老旧小区" not in one for one in shown) or len(asked) > 1
        asked.append(shown[0])


def test_no_related_question_has_a_doubtful_answer(towns: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask(towns, "改造了多少个老旧小区", (), ["柳镇"])
    assert related(towns, answer)
    monkeypatch.setattr(silence, "sure", lambda *_: (silence.ENOUGH + silence.LIKELY) / 2)
    assert related(towns, answer) == ()


def test_no_question_for_a_report_without_figures_and_laws(towns: Library) -> None:
    assert related(towns, ask(towns, "群众的意见怎么听取", (), ["荷镇"])) == ()
    assert related(towns, ask(towns, "群众的意见怎么听取", (), [])) == ()


def test_a_question_that_another_sentence_answers_is_not_shown(encoder: SentenceEncoder, tmp_path: Path) -> None:
    """Two reports count the same, and no place tells them apart: the sentence of 甲 is nearer to the question."""
    told = {"甲": "新建公共厕所12座。", "乙": "新建公共厕所15座。水塔和水管都已经修好,供水恢复正常。"}
    files = [written(tmp_path / f"{name}.txt", f"工作报告\n\n一、实事\n\n{text}\n") for name, text in told.items()]
    create(tmp_path / "库", encoder)
    add(tmp_path / "库", encoder, files)
    library = Library.open(tmp_path / "库", encoder)
    anywhere, there = ask(library, "水塔修好了吗"), ask(library, "水塔修好了吗", (), ["乙"])
    assert anywhere.hits[0].passage == there.hits[0].passage
    assert related(library, there) == ("新建公共厕所多少座?",)
    assert related(library, anywhere) == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("城镇新增就业8.4万人。", "城镇新增就业多少人?"),
        ("固定资产投资增长5%。", "固定资产投资增长多少?"),
        ("生产安全事故起数下降12%。", "生产安全事故起数下降多少?"),
        ("完成工业投资1800多亿元。", "完成工业投资多少亿元?"),
        ("城区空气质量优良率达到97.5%。", "城区空气质量优良率是多少?"),
        ("修订《邵阳市城市绿化条例》,成效明显。", "《邵阳市城市绿化条例》讲了什么?"),
        ("守牢两条底线。其中企业12家。", None),
        ("(一)完善养老服务。床位12张。", "“完善养老服务”方面,床位多少张?"),
        ("建设工期缩短3年。", None),
        ("会议认真学习《人民日报》社论。", None),
        ("和美乡村覆盖率达到90%。", None),
        ("地区生产总值增长5.5%左右。", "地区生产总值增长多少?"),
    ],
)
def test_words_of_a_question(said: str, asked: str | None) -> None:
    report = made(f"某县工作报告\n\n一、工作回顾\n\n{said}\n")
    found = [one for p in passages(report) for one in wordings(report, p)]
    assert [one.question for one in found] == ([asked] if asked else [])
    for one in found:
        inside = [f for p in passages(report) for f in figures_in(report, Span(p.start, p.end))]
        assert "《" in one.question or one.figure in [Span(f.start, f.end) for f in inside]
        assert one.sentence.start <= one.figure.start < one.figure.end <= one.sentence.end


def test_near_passages_are_others_nearest_first_and_differ(shaoyang: Library, towns: Library) -> None:
    for library in (shaoyang, towns):
        vectors = library.whole.dense.vectors
        for row, passage in enumerate(library.passages):
            near = near_passages(library, passage)
            rows = [library.passages.index(one) for one in near]
            assert len(near) <= 3 and passage not in near
            assert np.all(np.diff(vectors[rows] @ vectors[row]) <= 1e-6)
            assert all(vectors[a] @ vectors[b] < SAME for a in (row, *rows) for b in rows if a != b)
            assert all(len(library.text(one).strip()) >= SHORT for one in rows)
    assert {len(near_passages(shaoyang, passage)) for passage in shaoyang.passages} == {3}


def test_the_same_passage_of_another_report_is_not_near(encoder: SentenceEncoder, tmp_path: Path) -> None:
    text = TOWN.format(place="柳镇", homes=31, books=6)
    create(tmp_path / "库", encoder)
    add(tmp_path / "库", encoder, [written(tmp_path / f"{name}.txt", text) for name in ("甲", "乙")])
    library = Library.open(tmp_path / "库", encoder)
    for row, passage in enumerate(library.passages):
        assert library.text(row) not in [text[one.start : one.end] for one in near_passages(library, passage)]


def test_a_place_that_is_no_passage_is_refused(towns: Library) -> None:
    first = towns.passages[0]
    for wrong in (
        Passage("长沙", 0, 5),
        Passage(first.report_id, first.start, first.end + 1),
        Passage("柳镇", 10**6, 2),
    ):
        with pytest.raises(QuestionError, match="不是库中的一段"):
            near_passages(towns, wrong)


def test_over_http(shaoyang: Library) -> None:
    client = TestClient(create_app(Desk(shaoyang), "0", "m"))
    question = "开展了哪些执法检查"
    asked = client.post("/api/related", json={"question": question, "before": [], "within": None, "without": []})
    assert asked.json() == {"questions": list(related(shaoyang, ask(shaoyang, question)))}
    place = shaoyang.passages[5]
    body = {"report": place.report_id, "start": place.start, "end": place.end}
    told = client.post("/api/near", json=body).json()["passages"]
    text = shaoyang.reports[place.report_id].text
    near = [Span(p.start, p.end) for p in near_passages(shaoyang, place)]
    assert [Span(*one["ranges"][0]) for one in told] == near
    assert [one["quotes"] for one in told] == [[text[a:b]] for a, b in near]
    assert client.post("/api/near", json=body | {"end": place.end - 1}).status_code == 400
    assert client.post("/api/near", json=body | {"report": "长沙"}).status_code == 404


def test_on_the_command_line(shaoyang: Library, capsys: pytest.CaptureFixture[str]) -> None:
    question = "开展了哪些执法检查"
    assert main(["ask", question, "--related", "-k", "1", "--library", str(shaoyang.path)]) == 0
    shown = [f"接着问:{one}" for one in related(shaoyang, ask(shaoyang, question, k=1))]
    assert capsys.readouterr().out.splitlines()[-len(shown) :] == shown
