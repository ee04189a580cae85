"""摘要: a report, a part, a topic, all reports; in one sentence or to a length; each sentence leads to its place."""

from playwright.sync_api import Locator, expect

from index.library import Library
from report.model import Report
from retrieval.summary import ONE_SENTENCE, summarize
from retrieval.summing.taking import Length
from tests.browser import Watched, in_view, spans
from web import words

pytest_plugins = ["tests.browser_pages"]
ALIKE = True

PART = "四、坚持优化服务,在保障代表依法履职中凝聚人大力量"


def opened(seen: Watched) -> Locator:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    said = seen.page.locator("#outline a.said")
    expect(said.first).to_be_visible()
    return said


def places(seen: Watched) -> list[list[int]]:
    """The ranges that are quoted, having looked that they say what the report says."""
    found: list[list[int]] = seen.page.locator("#outline .quote").evaluate_all(
        "all => all.map((q) => [+q.dataset.start, +q.dataset.end])"
    )
    return found


def changed(seen: Watched) -> None:
    expect(seen.page.locator("#outline[aria-busy]")).to_have_count(0)


def ranges(library: Library, report: Report, *how: object) -> list[list[int]]:
    cited = summarize(library, [report.id], *how).citations  # type: ignore[arg-type]
    return [list(span) for citation in cited for span in citation.ranges]


def test_the_whole_report_with_its_coverage(seen: Watched, library: Library, shaoyang: Report) -> None:
    said = opened(seen)
    assert places(seen) == ranges(library, shaoyang, Length(chars=600))
    expect(seen.page.locator("#outline .lead")).to_contain_text("覆盖")
    quotes = seen.page.locator("#outline .quote").evaluate_all(
        "all => all.map((q) => [+q.dataset.start, +q.dataset.end, q.textContent])"
    )
    assert all(shown == shaoyang.text[start:end] for start, end, shown in quotes)
    cut = said.filter(has=seen.page.locator(".gap")).first
    marks = spans(cut.get_attribute("data-marks"))
    assert len(marks) > 1
    assert (cut.text_content() or "") == words.GAP.join(shaoyang.text[a:z] for a, z in marks)
    cut.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    assert in_view(seen.page, "mark.hit")
    assert seen.text("mark.hit") == "".join(shaoyang.text[a:z] for a, z in marks)


def test_a_part_alone(seen: Watched, library: Library, shaoyang: Report) -> None:
    opened(seen)
    expect(seen.page.get_by_label(words.SCOPE)).to_have_value("")
    with seen.page.expect_response("**/screen/summary"):
        seen.page.get_by_label(words.SCOPE).select_option(label=PART)
    changed(seen)
    expect(seen.page.locator("#outline h2")).to_have_text([PART])
    assert places(seen) == ranges(library, shaoyang, Length(chars=600), PART)


def test_about_a_topic_and_silence_where_there_is_none(seen: Watched, library: Library, shaoyang: Report) -> None:
    opened(seen)
    with seen.page.expect_response("**/screen/summary"):
        seen.page.get_by_label(words.ABOUT_TOPIC).fill("代表建议")
    changed(seen)
    assert places(seen) == ranges(library, shaoyang, Length(chars=600), None, "代表建议")
    with seen.page.expect_response("**/screen/summary"):
        seen.page.get_by_label(words.ABOUT_TOPIC).fill("<img src=x onerror=window.hurt=1>航天发射${window.hurt=2}")
    changed(seen)
    expect(seen.page.locator("#outline .refusal, #outline .said").first).to_be_visible()
    assert seen.page.evaluate("[window.hurt ?? null, document.querySelectorAll('#outline img').length]") == [None, 0]


def test_in_one_sentence(seen: Watched, library: Library, shaoyang: Report) -> None:
    said = opened(seen)
    with seen.page.expect_response("**/screen/summary"):
        seen.page.get_by_label(words.ONE_SENTENCE).check()
    changed(seen)
    expect(said).to_have_count(1)
    assert places(seen) == ranges(library, shaoyang, ONE_SENTENCE)
    expect(seen.page.locator("#chars")).to_be_disabled()


def test_all_reports_each_under_its_name(seen: Watched, library: Library) -> None:
    opened(seen)
    with seen.page.expect_response("**/screen/summary"):
        seen.page.get_by_label(words.SCOPE).select_option(words.SCOPE_ALL)
    changed(seen)
    names = seen.page.locator("#outline h2.of")
    expect(names.first).to_be_visible()
    assert 1 < names.count() <= len(library.reports)
    assert seen.page.evaluate("[window.hurt ?? null, document.querySelectorAll('#outline img').length]") == [None, 0]


def test_another_report_begins_with_the_whole_of_it(desk: Watched, library: Library) -> None:
    opened(desk)
    with desk.page.expect_response("**/screen/summary"):
        desk.page.get_by_label(words.SCOPE).select_option(label=PART)
    with desk.page.expect_response("**/screen/summary"):
        desk.page.get_by_label(words.READER_PICK).select_option("超长")
    changed(desk)
    expect(desk.page.get_by_label(words.SCOPE)).to_have_value("")
    expect(desk.page.locator("#outline")).to_contain_text("白鱀豚")


def test_one_page_opens_in_a_tab_of_its_own(seen: Watched, shaoyang: Report) -> None:
    opened(seen)
    with seen.page.expect_popup() as popup:
        seen.page.get_by_role("link", name=words.POSTER).click()
    expect(popup.value.get_by_role("heading", level=1)).to_contain_text("邵阳市")
    assert seen.base in popup.value.url
    popup.value.close()
