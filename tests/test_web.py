"""The web floor without a browser: what is drawn says what the report says, and what is asked badly is told so."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from index.errors import LibraryError
from index.library import Library
from index.writing import add, create, remove
from report.citation import cite, permalink
from report.errors import QuoteError
from report.model import Passage, Report, Source, Span
from report.parse import parse
from report.reading import Decoded
from retrieval.hit import Hit
from retrieval.query import LONGEST
from tests.browser import serving, until
from tests.fakes import BigramEncoder
from tests.reports import made
from web import cards, html, page, reader, words
from web.app import STATIC
from web.app import create as create_app
from web.desk import Desk
from web.errors import NotFound
from web.layers import Layer, layered
from web.places import find
from web.requests import BEFORE_LIMIT

BUNDLED = next((Path(__file__).parent.parent / "data" / "reports").glob("*.txt"))
HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}{{x}}</script>[a](javascript:b)*c*_d_~~e~~$f$\u202eg\u202c&amp;\"'𠮷"


class Text(HTMLParser):
    """The textContent of a piece of HTML, its tags, and the text inside <mark>."""

    def __init__(self, piece: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marked, self.tags = "", "", list[str]()
        self._open: list[str] = []
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if "mark" in self._open else ""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("web") / "library"
    encoder = BigramEncoder()
    create(folder, encoder)
    assert not add(folder, encoder, [BUNDLED]).failed
    return Library.open(folder, encoder)


@pytest.fixture(scope="module")
def report(library: Library) -> Report:
    return next(iter(library.reports.values()))


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(Desk(library), "0.1.0", "bigrams"), raise_server_exceptions=False) as client:
        yield client


# --- what is drawn ---


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=5))
def test_a_quotation_is_its_range_and_its_marks_are_theirs(text: str, marks: list[tuple[int, int]]) -> None:
    text = text.replace("\r", "").replace("\0", "")  # neither is in a report's text
    span = Span(len(text) // 4, len(text))
    drawn = Text(html.quoted(text, span, [Span(*mark) for mark in marks]))
    assert drawn.text == text[span.start : span.end]
    inside = [at for at in range(*span) if any(start <= at < end for start, end in marks)]
    assert drawn.marked == "".join(text[at] for at in inside)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_layers_leave_the_text_and_cover_their_ranges(text: str, ranges: list[tuple[int, int]]) -> None:
    text = text.replace("\r", "").replace("\0", "")
    spans = [Span(a, min(b, len(text))) for a, b in ranges if a < min(b, len(text))]
    layers = [Layer(span, f"c{n}", f"id{n}", "<i></i>") for n, span in enumerate(spans)]
    drawn = layered(text, Span(0, len(text)), layers)
    assert Text(drawn).text == text
    assert drawn.count("<i></i>") == len(spans)
    assert all(drawn.count(f' id="id{n}"') == 1 for n in range(len(spans)))


def test_overlapping_and_touching_marks_are_one() -> None:
    assert html.joined([Span(5, 9), Span(0, 6), Span(9, 12), Span(20, 30)], Span(2, 25)) == [Span(2, 12), Span(20, 25)]


@pytest.mark.parametrize("body", ["", "第一段。", HOSTILE, f"{HOSTILE}\n\n一、{HOSTILE}\n\n\u3000\u3000{HOSTILE}。\n"])
def test_the_reader_holds_every_character_and_no_tag_of_the_report(body: str) -> None:
    report = parse(Decoded(f"某某县工作报告\n\n{body}", (), Source("某县.txt", "0" * 64)), "某县")
    drawn = Text(reader.article(report))
    assert drawn.text == report.text
    assert set(drawn.tags) <= {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "b"}


def test_the_bundled_report_in_the_reader(report: Report) -> None:
    assert Text(reader.article(report)).text == report.text
    drawn = reader.page(report)
    assert words.CONTINUED.format(place="3版") in drawn
    targets = {section.start for section in report.sections}
    assert all(f'id="h{start}"' in drawn for start in targets)


def test_a_card_shows_the_passage_and_escapes_the_rest(library: Library, report: Report) -> None:
    first = library.passages[5]
    card = cards.hit(report, Hit(first, 1.0, (Span(first.start, first.start + 4),), 0.5), 1)
    assert report.text[first.start : first.end] in Text(card).text
    assert Text(card).marked == report.text[first.start : first.start + 4]
    assert set(Text(html.heading_path([HOSTILE, HOSTILE])).tags) == {"ol", "li", "bdi"}


def test_no_place_beyond_the_text_is_shown(report: Report) -> None:
    beyond = len(report.text)
    with pytest.raises(QuoteError):
        cards.hit(report, Hit(Passage(report.id, beyond, beyond + 5), 1.0, (), 0.5), 1)


@pytest.mark.parametrize(
    ("readme", "row"),
    [
        ("README.md", "| {answerable} answerable, {silent} not | {all} | {refused} of {silent} |"),
        ("README.zh.md", "| 可答 {answerable}，不可答 {silent} | {all} | {silent} 题中 {refused} 题 |"),
    ],
)
def test_the_page_and_the_readmes_tell_the_same_figures(client: TestClient, readme: str, row: str) -> None:
    told = page.figures()
    shares = [told[name] for name in ("hit@1", "hit@5", "mark@1")]
    expected = row.format_map({**told, "all": " | ".join(f"{share:.3f}" for share in shares)})
    assert expected in (BUNDLED.parents[2] / readme).read_text("utf-8")
    shown = client.get("/").text
    assert all(f"{share:.1%}" in shown for share in shares)


def test_ours_on_the_page_is_there_in_a_second() -> None:
    """Over 1 Mbit/s, a phone in the county, uncompressed as they are sent: 125,000 bytes."""
    assert sum(path.stat().st_size for path in STATIC.iterdir()) < 1_000_000 / 8


def test_nothing_of_ours_names_another_host() -> None:
    for path in STATIC.iterdir():
        assert "//" not in path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "").replace("// ", ""), (
            path.name
        )


# --- permalinks ---


def test_a_permalink_finds_its_words_where_they_are_and_where_they_went(report: Report) -> None:
    start = report.text.index("解决率为95.49%")
    span = Span(start, start + 10)
    ranges, _, sum_ = permalink(cite(report, [span])).rpartition("/")[2].partition("~")
    assert find(report, ranges, sum_) == [span]
    assert find(report, "7-17", sum_) == [span]
    for wrong in ("00000000", sum_[:-1], ""):
        with pytest.raises(NotFound):
            find(report, ranges, wrong)
    with pytest.raises(NotFound):
        find(report, "9-3", sum_)


def test_a_place_that_no_citation_can_have_is_turned_down_at_once() -> None:
    report = made("一、工作\n\n" + "".join(f"第{n}所学校增加学位。" for n in range(400)))
    whole = permalink(cite(report, [Span(0, 2500)])).rpartition("/")[2]
    assert find(report, *whole.split("~")) == [Span(0, 2500)]
    with pytest.raises(NotFound, match="2500 字,超过 2000 字"):
        find(report, "9-2509", whole[-8:])
    for ranges in (f"0-{'9' * 5000}", f"{'9' * 5000}-5", "0-5,", "", "甲-乙"):
        with pytest.raises(NotFound, match="应形如"):
            find(report, ranges, whole[-8:])


def test_words_that_stand_twice_are_not_guessed(report: Report) -> None:
    sum_ = permalink(cite(report, [Span(report.text.index("人大常委会"), report.text.index("人大常委会") + 5)]))[-8:]
    with pytest.raises(NotFound):
        find(report, "0-5", sum_)


def test_what_stands_before_the_first_paragraph_has_a_place(report: Report) -> None:
    assert html.place(cite(report, [Span(0, 5)])) == words.FRONT
    start = report.text.index("解决率为95.49%")
    assert html.place(cite(report, [Span(start, start + 5)])) == words.PARAGRAPH.format(n=17)


def test_labels_are_cut_and_quotations_and_copies_are_not(report: Report) -> None:
    title = "长" * 100_000
    named = replace(report, meta=replace(report.meta, title=title))
    assert max(map(len, reader.names(named).values())) == html.LABEL + 1
    drawn = Text(html.heading_path([title, title, title]))
    assert len(drawn.text) == 3 * (html.LABEL + 1)
    card = cards.hit(named, Hit(Passage(report.id, 0, 9), 1.0, (), 0.5), 1)
    assert title in card  # what is copied names the whole title
    assert len(Text(card).text) < 1_000


# --- the library changes on the disk ---


@pytest.fixture
def added_to(tmp_path: Path) -> tuple[Path, Desk]:
    """An open library to which the bundled report is added afterwards: its folder and the desk."""
    encoder, folder = BigramEncoder(), tmp_path / "library"
    create(folder, encoder)
    desk = Desk()
    desk.open(folder, encoder)
    assert not desk.library.reports
    add(folder, encoder, [BUNDLED])
    return folder, desk


def test_what_was_added_is_known_at_the_next_question(
    added_to: tuple[Path, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.desk.PATIENCE_S", 60)
    _, desk = added_to
    opened = desk.library
    assert opened.reports
    assert desk.library is opened  # nothing changed, nothing is read


def test_the_old_library_answers_while_the_reading_takes_long(
    added_to: tuple[Path, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.desk.PATIENCE_S", 0)
    _, desk = added_to
    go, opened = threading.Event(), Library.open

    def slow(path: Path, encoder: BigramEncoder) -> Library:
        assert go.wait(20)
        return opened(path, encoder)

    monkeypatch.setattr(Library, "open", slow)
    assert not desk.library.reports  # noticed now, still being read
    go.set()
    until(lambda: desk.library.reports)


@pytest.mark.parametrize("spoil", [lambda manifest: manifest.write_text("{"), Path.unlink])
def test_a_manifest_that_cannot_be_read_leaves_the_library_as_it_was(
    added_to: tuple[Path, Desk], monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], object]
) -> None:
    monkeypatch.setattr("web.desk.PATIENCE_S", 60)
    folder, desk = added_to
    old, whole = desk.library, (folder / "manifest.json").read_bytes()
    spoil(folder / "manifest.json")
    assert desk.library is old
    assert desk.library is old
    (folder / "manifest.json").write_bytes(whole)
    assert desk.library.reports.keys() == old.reports.keys()


@pytest.mark.parametrize("kind", [LibraryError, OSError])
def test_a_reading_that_failed_is_tried_again(
    added_to: tuple[Path, Desk], monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    """The manifest is sound and stays the same; the first reading of it fails all the same."""
    monkeypatch.setattr("web.desk.PATIENCE_S", 60)
    monkeypatch.setattr("web.desk.AGAIN_S", 0)
    _, desk = added_to
    tries, opened = [kind("no more files can be opened")], Library.open

    def once_in_vain(path: Path, encoder: BigramEncoder) -> Library:
        if tries:
            raise tries.pop()
        return opened(path, encoder)

    monkeypatch.setattr(Library, "open", once_in_vain)
    assert not desk.library.reports
    assert desk.library.reports


def test_what_cannot_be_read_is_not_read_at_every_question(
    added_to: tuple[Path, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.desk.PATIENCE_S", 60)
    monkeypatch.setattr("web.desk.AGAIN_S", 3600)
    folder, desk = added_to
    tries: list[Path] = []

    def in_vain(path: Path, encoder: BigramEncoder) -> Library:
        tries.append(path)
        raise LibraryError("damaged")

    monkeypatch.setattr(Library, "open", in_vain)
    for _ in range(3):
        assert not desk.library.reports
    assert tries == [folder]
    monkeypatch.undo()
    monkeypatch.setattr("web.desk.PATIENCE_S", 60)
    remove(folder, BUNDLED.stem)
    add(folder, BigramEncoder(), [BUNDLED])
    assert desk.library.reports  # another manifest is read at once


# --- the public interface ---


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "stage": "", "reports": 1}


def test_ask_quotes_the_report(client: TestClient, report: Report) -> None:
    told = client.post("/api/ask", json={"question": "热线反映的问题解决率", "before": ["代表"], "k": 3}).json()
    assert 1 <= len(told["hits"]) <= 3
    for hit in told["hits"]:
        cited = hit["citation"]
        assert [report.text[start:end] for start, end in cited["ranges"]] == cited["quotes"]
        assert all(report.text[mark["start"] : mark["end"]] == mark["quote"] for mark in hit["marks"])


def test_search_and_summarize(client: TestClient, report: Report) -> None:
    assert client.post("/api/search", json={"question": "代表建议"}).json()["hits"]
    told = client.post("/api/summarize", json={"chars": 300}).json()
    quotes = [(quote, span) for c in told["citations"] for quote, span in zip(c["quotes"], c["ranges"], strict=True)]
    assert quotes
    assert all(report.text[start:end] == quote for quote, (start, end) in quotes)


def test_what_is_summarised_can_be_chosen(client: TestClient, report: Report) -> None:
    def told(**asked: object) -> dict[str, object]:
        return dict(client.post("/api/summarize", json=asked).json())

    section = told(report=report.id, section="四、", sentences=2)
    assert len(section["citations"]) == 2  # type: ignore[arg-type]
    assert told(reports=[report.id])["coverage"] == told()["coverage"] == told(chars=600)["coverage"]
    assert told(about="代表建议", chars=100)["reports"] == [report.id]
    wrong = {"section": "区块链"}, {"reports": ["长沙"]}, {"chars": 10}, {"sentences": 0}
    codes = [client.post("/api/summarize", json=asked).status_code for asked in wrong]
    assert codes == [400, 404, 400, 400]


def test_nowhere_and_everywhere_differ(client: TestClient, report: Report) -> None:
    ask = {"question": "代表建议", "k": 2}
    everywhere = client.post("/api/ask", json=ask | {"within": None}).json()
    assert everywhere["hits"]
    assert client.post("/api/ask", json=ask | {"within": [report.id]}).json()["hits"] == everywhere["hits"]
    assert client.post("/api/ask", json=ask | {"within": []}).json()["hits"] == []


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"question": "问" * 10_000}, 400, f"10000 字,最多 {LONGEST} 字"),
        ({"question": "  "}, 400, "问题是空的"),
        ({"question": "问", "before": ["问" * 501]}, 400, f"501 字,最多 {LONGEST} 字"),
        ({}, 400, "question"),
        ({"question": 5}, 400, "question 的内容不对:应为文字"),
        ({"question": "问", "k": 0}, 400, "不小于 1"),
        ({"question": "问", "more": 1}, 400, "more"),
        ({"question": "问", "without": ["k"]}, 400, "without"),
        ({"question": "问", "before": ["问"] * (BEFORE_LIMIT + 1)}, 400, "before"),
        ({"question": "问", "within": ["没有"]}, 404, "没有名为「没有」的报告"),
        ([], 400, "JSON"),
    ],
)
def test_a_bad_request_is_told_in_one_sentence(client: TestClient, body: object, status: int, says: str) -> None:
    answer = client.post("/api/ask", json=body)
    assert answer.status_code == status
    assert says in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


def test_no_json_at_all(client: TestClient) -> None:
    answer = client.post("/api/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, words.NOT_JSON)


def test_while_loading_every_interface_says_so() -> None:
    with TestClient(create_app(Desk(), "0", "bigrams")) as client:
        assert client.get("/healthz").status_code == 503
        assert client.post("/api/ask", json={"question": "问"}).json() == {"error": words.LOADING_MODEL}
        assert client.get("/screen/state").json()["ready"] is False
        assert client.get("/").status_code == 200


def test_a_fault_is_no_stack_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.answer.decide", None)
    answer = client.post("/api/ask", json={"question": "问"})
    assert (answer.status_code, answer.json()) == (500, {"error": words.BROKEN})


def test_gradio_has_no_public_handlers_and_no_foreign_documents(client: TestClient) -> None:
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404
        assert TestClient(FastAPI()).get(path).status_code == 200  # where nobody turns them off


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("ask", '{"question": "半\\ud83d字"}'),
        ("ask", '{"question": "学校", "before": ["半\\ud83d字"]}'),
        ("verify", '{"text": "半\\ud83d字"}'),
        ("verify", '{"text": "增加学位3000个", "within": ["半\\ud83d字"]}'),
        ("summarize", '{"section": "半\\ud83d字"}'),
        ("diff", '{"old": "半\\ud83d字", "new": "半"}'),
        ("export", '{"citations": [{"report": "半\\ud83d字", "ranges": [[0, 5]]}]}'),
    ],
)
def test_half_a_character_is_told_in_the_same_sentence_wherever_it_stands(
    client: TestClient, path: str, body: str
) -> None:
    answer = client.post(f"/api/{path}", content=body.encode(), headers={"content-type": "application/json"})
    assert answer.status_code == 400 and "里有不成字的字节;请用 UTF-8 重新输入。" in answer.json()["error"]


@pytest.mark.parametrize(("path", "status"), [("/api/related", 503), ("/screen/related", 200)])
def test_a_server_that_stops_says_so(library: Library, monkeypatch: pytest.MonkeyPatch, path: str, status: int) -> None:
    begun, ended = threading.Event(), threading.Event()

    def held(*_: object) -> tuple[str, ...]:
        begun.set()
        ended.wait(30)
        return ()

    monkeypatch.setattr("web.api.related", held)
    monkeypatch.setattr("web.screen.related", held)
    told: list[httpx.Response] = []
    with serving(create_app(Desk(library), "0", "bigrams")) as base:
        asking = threading.Thread(
            target=lambda: told.append(httpx.post(base + path, json={"question": "热线"}, trust_env=False))
        )
        asking.start()
        assert begun.wait(30)
    asking.join(10)
    ended.set()
    assert told[0].status_code == status
    assert told[0].json()["error"] == words.STOPPING
