"""Whether the report answers: evidence and the calibrated decision, with the real model on a report of its own."""

import random
import shutil
from dataclasses import replace
from itertools import pairwise
from math import nan
from pathlib import Path
from unittest.mock import Mock

import pytest

from index.crossencoder import trained_for
from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.pointer import trained_for as pointer_trained_for
from index.tagged import tagged
from index.writing import add, create
from retrieval import silence
from retrieval.answer import ask
from retrieval.cover import is_name
from retrieval.pointing import Pointing
from retrieval.query import understand
from retrieval.readings import NOTHING, READINGS, Reader
from retrieval.render import to_json
from retrieval.reranking import LIMIT, limited
from retrieval.search import search
from retrieval.silence import ENOUGH, LIKELY, STEPS, enough, sure, trees_for, verdict
from retrieval.support import Support
from retrieval.trees import Trees, read_trees, write_trees
from tests.county import TEXT, county_fixture, told, trees_fixture
from tests.fakes import BigramEncoder
from web import cards, words

__all__ = ["county_fixture", "trees_fixture"]


@pytest.mark.parametrize(
    "question",
    [
        "改造了多少个老旧小区?",
        "2024年粮食总产量是多少?",
        "建了多少个充电桩?",
        "旅游收入多少亿元?",
        "出台了什么办法?",
    ],
)
def test_what_the_report_tells_is_answered(county: Library, question: str) -> None:
    assert ask(county, question).refusal is None


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("改造老旧小区花了多少钱?", "金额"),
        ("充电桩的平均利用率是多少?", "利用率"),
        ("旅游收入排全省第几?", "名次"),
        ("2019年改造了多少个老旧小区?", "2019"),
    ],
)
def test_what_it_does_not_tell_is_refused_with_the_nearest_miss(county: Library, question: str, named: str) -> None:
    answer = ask(county, question)
    assert answer.refusal is not None and answer.hits
    assert answer.refusal.startswith("报告未提及") and named in answer.refusal
    nearest = answer.refusal.split("相近的是「")[1].removesuffix("」")
    assert nearest in TEXT


def test_evidence_tells_the_kind_that_is_not_held_and_the_word_that_is_missed(county: Library) -> None:
    asked = told(county, "改造老旧小区花了多少万元?")
    assert "money" in asked.kinds and asked.values["money lacking"] == 1.0
    assert {"博物馆", "文物"} & {word for word, _ in told(county, "县里的博物馆有多少件文物?").lacking[:2]}
    assert told(county, "改造了多少个老旧小区?").values["unit held"] == 1.0


@pytest.mark.parametrize(
    ("said", "names"),
    [("接下来在哪方面保护文物", ["文物"]), ("穷人家的娃能上学", ["穷人家", "上学"]), ("燃煤锅炉", ["燃煤", "锅炉"])],
)
def test_only_what_a_report_may_be_about_is_named_as_missing(said: str, names: list[str]) -> None:
    assert [word.text for word in tagged(said) if is_name(word)] == names


def test_a_year_asked_for_in_the_wrong_part_speaks_against(county: Library) -> None:
    assert told(county, "2025年旅游收入多少亿元?").values["other part"] == 1.0
    assert told(county, "2024年旅游收入多少亿元?").values["other part"] == 0.0


def test_all_that_the_trees_look_at_is_evidence(county: Library, trees: Trees) -> None:
    questions = (
        "县长是谁?",
        "谁在2019年调研了三次?",
        "新院区在哪里投入使用?",
        "竹文化节叫什么名字?",
        "出台的办法叫什么名字?",
        "粮食产量增长率是多少?",
        "充电桩利用率是多少?",
        "哪天开通的公交?",
        "报告是哪一天作的?",
        "大会在哪个县召开?",
        "停车场在哪个村?",
        "古树名木的办法叫什么名字?",
        "旅游收入多少亿元?",
        "改造老旧小区花了多少万元?",
        "改造了多少个老旧小区?",
        "改造了多少平方公里?",
        "2025年云溪县旅游收入多少亿元?",
    )
    seen = {name for q in questions for name in told(county, q).values} | set(READINGS)
    assert seen <= set(trees.names)
    assert {name for name in trees.names if "held" not in name and "lacking" not in name} <= seen


def test_what_the_cross_encoder_reads_speaks_for_an_answer(trees: Trees) -> None:
    chance = random.Random(0)
    for _ in range(200):
        values = {name: chance.random() for name in ("known", "covered", "lacking", "near", "weakest", "focus")}
        yes, no = ({**values, **dict.fromkeys(READINGS, said)} for said in (LIMIT, -LIMIT))
        assert 0.0 <= sure(trees, no) < sure(trees, yes) <= 1.0
    assert limited(2 * LIMIT) == LIMIT and limited(NOTHING) == -LIMIT and limited(0.5) == 0.5


def test_the_surer_one_reading_is_the_surer_are_the_trees(trees: Trees) -> None:
    chance = random.Random(1)
    others = [name for name in trees.names if name not in READINGS]
    rose = set()
    for _ in range(60):
        values = {name: chance.random() for name in others}
        values |= {name: chance.choice([nan, chance.uniform(-LIMIT, LIMIT)]) for name in READINGS}
        for name in READINGS:
            told = [trees.odds({**values, name: LIMIT * step / 10}) for step in range(-10, 11)]
            assert all(a <= b + 1e-9 for a, b in pairwise(told)), name
            rose |= {name} if told[-1] > told[0] else set()
    assert rose == set(READINGS)


def test_without_a_cross_encoder_evidence_decides(county: Library, trees: Trees, tmp_path: Path) -> None:
    bigrams = BigramEncoder()
    create(tmp_path / "library", bigrams)
    (tmp_path / "云溪县.txt").write_text(TEXT, encoding="utf-8")
    add(tmp_path / "library", bigrams, [tmp_path / "云溪县.txt"])
    seen = told(Library.open(tmp_path / "library", bigrams), "改造了多少个老旧小区?")
    other = Library.open(tmp_path / "library", bigrams)
    first = search(county, understand("改造了多少个老旧小区?"))[0]
    question = fold("改造了多少个老旧小区?")
    assert set(Reader(county, question, seen.readings, first, Pointing(county))(READINGS)) == set(READINGS)
    its = search(other, understand("改造了多少个老旧小区?"))[0]
    assert Reader(other, question, seen.readings, its, Pointing(other))(READINGS) == {}
    alone = sure(trees, {**seen.values, **dict.fromkeys(READINGS, nan)})
    assert (verdict(seen, trees, lambda _: {}) == "answered") == (alone >= LIKELY)


def grown_with(encoder: SentenceEncoder) -> dict[str, str]:
    """What a file of trees has to say to be taken."""
    trained, pointer = trained_for(encoder.fingerprint), pointer_trained_for(encoder.fingerprint)
    assert trained is not None and pointer is not None
    read = {"crossencoder": trained.factors.checksum, "pointer": pointer.factors.checksum}
    return {"encoder": encoder.fingerprint, **read}


@pytest.mark.parametrize("other", ["crossencoder", "pointer"])
def test_trees_grown_with_another_cross_encoder_or_pointer_are_not_taken(
    encoder: SentenceEncoder, trees: Trees, tmp_path: Path, caplog: pytest.LogCaptureFixture, other: str
) -> None:
    write_trees(tmp_path / "of.safetensors", trees, grown_with(encoder) | {other: "another"})
    assert trees_for(encoder.fingerprint, tmp_path) is None and "of.safetensors" in caplog.text
    shutil.copy(next(silence.FOLDER.glob("*.safetensors")), tmp_path / "right.safetensors")
    trees_for.cache_clear()
    assert trees_for(encoder.fingerprint, tmp_path) is not None


def test_trees_grown_for_other_readings_are_not_taken(
    encoder: SentenceEncoder, trees: Trees, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = tuple("answers before" if name == READINGS[-1] else name for name in trees.names)
    write_trees(tmp_path / "of.safetensors", replace(trees, names=names), grown_with(encoder))
    assert trees_for(encoder.fingerprint, tmp_path) is None and "of.safetensors" in caplog.text


def test_an_encoder_without_a_pointer_has_no_trees_and_is_not_told_to_calibrate(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    trees_for.cache_clear()
    monkeypatch.setattr(silence, "pointer_trained_for", lambda _: None)
    assert trees_for(encoder.fingerprint) is None and not caplog.text
    trees_for.cache_clear()


def test_trees_that_are_missing_are_missed(
    encoder: SentenceEncoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert trees_for("another", tmp_path) is None and not caplog.text
    assert trees_for(encoder.fingerprint, tmp_path) is None and str(tmp_path) in caplog.text


def test_no_more_is_read_than_leaves_no_doubt(trees: Trees) -> None:
    chance = random.Random(0)
    calls = set()
    for _ in range(1000):
        values = {name: chance.random() for name in ("known", "covered", "lacking", "near", "weakest")}
        said = {name: chance.uniform(-8, 8) for name in READINGS}
        read = Mock(side_effect=lambda names, said=said: {name: said[name] for name in names})
        got = verdict(Support(values, (), (), {}), trees, read)
        named = [name for call in read.call_args_list for name in call.args[0]]
        assert named in ([], list(READINGS[:1]), list(READINGS[:2]), list(READINGS))
        known = {name: limited(said[name]) if name in named else nan for name in READINGS}
        certain = sure(trees, values | known)
        unsure = "doubtful" if certain >= enough(values["known"]) else "silent"
        assert got == ("answered" if certain >= LIKELY else unsure)
        open_ = [low * enough(values["known"]) < certain < high for _, low, high in STEPS]
        assert named == list(READINGS) or not open_[len(read.call_args_list)]
        calls.add(len(named))
    assert calls == {0, 1, 2, len(READINGS)}


def test_the_trees_are_those_of_what_reads_and_ships(encoder: SentenceEncoder) -> None:
    made = [about for _, about in map(read_trees, silence.FOLDER.glob("*.safetensors"))]
    (own,) = (about for about in made if about["encoder"] == encoder.fingerprint)
    assert grown_with(encoder).items() <= own.items()


def test_what_comes_first_does_not_hang_on_how_many_are_asked_for(county: Library) -> None:
    for text in ("充电桩建成了多少个?", "老人吃饭的事", "今年有什么打算?", "花了多少钱?"):
        query = understand(text)
        one, ten = ask(county, text, k=1), ask(county, text, k=10)
        assert search(county, query, 1) == search(county, query, 10)[:1] and one.hits == ten.hits[:1]
        assert (one.refusal, one.doubt) == (ten.refusal, ten.doubt)


@pytest.mark.parametrize(
    ("told_so", "expected"),
    [
        (0.0, "silent"),
        (ENOUGH - 1e-6, "silent"),
        (ENOUGH, "doubtful"),
        (LIKELY - 1e-6, "doubtful"),
        (LIKELY, "answered"),
    ],
)
def test_between_silent_and_likelier_than_not_it_is_doubtful(
    told_so: float, expected: str, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "sure", lambda *_: told_so)
    assert verdict(Support({"known": 1.0}, (), (), {}), trees, lambda _: {}) == expected


def test_doubt_is_said_and_refuses_nothing(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "改造了多少个老旧小区?"
    without = ask(county, question)
    assert without.doubt is None and without.short and "拿不准" not in cards.answer(county, without)
    monkeypatch.setattr(silence, "sure", lambda *_: (ENOUGH + LIKELY) / 2)
    told = ask(county, question)
    assert (
        told.refusal is None
        and [h.passage for h in told.hits] == [h.passage for h in without.hits]
        and told.short == ()
    )
    assert told.doubt is not None and told.doubt.startswith("未必提及")
    page = cards.answer(county, told)
    assert words.DOUBT.format(missing=told.doubt) in page and f"{words.SHORT}<a" not in page
    assert to_json(county, told)["answerable"] is True and to_json(county, told)["doubt"] == told.doubt


def test_another_encoder_is_judged_by_rule(tmp_path: Path) -> None:
    bigrams = BigramEncoder()
    create(tmp_path / "library", bigrams)
    (tmp_path / "云溪县.txt").write_text(TEXT, encoding="utf-8")
    add(tmp_path / "library", bigrams, [tmp_path / "云溪县.txt"])
    assert trees_for(bigrams.fingerprint) is None
    assert ask(Library.open(tmp_path / "library", bigrams), "机器人企业有几个?").refusal
