"""核对: a draft comes back with each statement in its place, a verdict in words, and what the report says beside it."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from playwright.sync_api import Locator, expect

from report.model import Report
from tests.browser import Watched, spans
from web import words

pytest_plugins = ["tests.browser_pages"]
ALIKE = True

RIGHT = "全面深化理论学习,系统掌握新时代地方人大工作看家本领。"
WRONG = "代表通过热线反映问题377个,已解决360个,解决率为95.48%。"
REPORTED = "代表通过热线反映问题377个,已解决360个,解决率为95.49%。"
NAMED = "根据《水下城市建设条例》,全市开展了检查。"
HOSTILE = "工作汇报<img src=x onerror='window.hurt=1'>${window.hurt=2}𠮷"
DRAFT = f"{HOSTILE}\n\n{RIGHT}\n{WRONG}{RIGHT.replace(',', '，')}\n{NAMED}"
TRUTHS = words.TRUTHS


def check(seen: Watched, text: str) -> None:
    """Pastes a text, presses 核对, waits for the findings."""
    if not seen.page.locator("#draft").is_visible():
        seen.page.get_by_role("tab", name=words.TAB_CHECK).click()
    seen.page.get_by_label(words.DRAFT_LABEL).fill(text)
    seen.page.get_by_role("button", name=words.CHECK, exact=True).click()
    done(seen)


def done(seen: Watched) -> None:
    expect(seen.page.locator("#checked:not([aria-busy]) > :not(.waiting)").first).to_be_visible()


def told(seen: Watched) -> list[list[str]]:
    """Each statement that was drawn: its words, which may be in several pieces, and the verdict behind it."""
    found: list[list[str]] = seen.page.locator("#checked .para .tag").evaluate_all(
        """all => all.map((tag) => { let said = '';
        for (let one = tag.previousSibling; one?.className?.startsWith('told'); one = one.previousSibling)
          said = one.textContent + said;
        return [said, tag.textContent]; })"""
    )
    return found


def finding(seen: Watched, words_of_draft: str) -> Locator:
    return seen.page.locator("#checked .card").filter(has_text=words_of_draft)


def plain(seen: Watched) -> str:
    """The draft as it is drawn, without the tags."""
    text: str = seen.page.locator("#checked .para").evaluate_all(
        """all => all.map((e) => { const copy = e.cloneNode(true);
        copy.querySelectorAll('.tag').forEach((tag) => tag.remove()); return copy.textContent; }).join('\\n')"""
    )
    return text


def test_every_statement_in_its_place_with_words(seen: Watched) -> None:
    seen.open()
    check(seen, DRAFT)
    assert plain(seen) == re.sub(r"\n+", "\n", DRAFT)
    said = {text: verdict.rsplit(" ", 1)[0] for text, verdict in told(seen)}
    assert said[RIGHT] == TRUTHS["exact"]
    assert said[WRONG] == TRUTHS["figure"]
    assert said[RIGHT.replace(",", "，")] == TRUTHS["equal"]
    assert said["水下城市建设条例"] == TRUTHS["absent"]
    sides = finding(seen, WRONG).locator(".sides")
    expect(sides).to_contain_text(words.DRAFT)
    assert sides.locator("mark").all_text_contents() == ["95.48", "95.49"]
    assert sides.locator(".mine").text_content() == WRONG
    assert sides.locator(".quote").text_content() == REPORTED
    for truth, n in (("exact", 1), ("equal", 1), ("figure", 1), ("absent", 1)):
        count = seen.page.locator(".understood").get_by_role("button", name=TRUTHS[truth])
        assert int((count.text_content() or "").split()[-1]) >= n
    assert seen.page.evaluate("[window.hurt ?? null, document.querySelectorAll('#checked img').length]") == [None, 0]


def test_the_place_of_a_statement_opens_in_the_reader(seen: Watched, shaoyang: Report) -> None:
    seen.open()
    check(seen, DRAFT)
    link = finding(seen, WRONG).locator("a.jump")
    link.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    text = shaoyang.text
    assert seen.text("mark.hit") == "".join(text[a:z] for a, z in spans(link.get_attribute("data-marks"))) == REPORTED
    seen.shut()
    seen.page.locator("a.tag.exact").first.click()
    expect(seen.page.locator("mark.hit")).to_have_text([RIGHT])
    expect(seen.page.locator("mark.hit")).to_be_in_viewport()
    seen.shut()
    finding(seen, WRONG).get_by_role("button", name=words.KEEP).click()
    expect(seen.page.locator("#toast.on")).to_have_text(words.SCREEN["kept"].format(n=1))


def test_replacing_edits_the_pasted_text_and_is_taken_back(seen: Watched) -> None:
    seen.open()
    check(seen, DRAFT)
    field = seen.page.get_by_label(words.DRAFT_LABEL)
    finding(seen, WRONG).get_by_role("button", name=words.REPLACE).click()
    expect(field).to_have_value(DRAFT.replace(WRONG, REPORTED))
    expect(seen.page.locator("#toast.on")).to_have_text(words.SCREEN["replaced"])
    said = {text: verdict.rsplit(" ", 1)[0] for text, verdict in told(seen)}
    assert said[REPORTED] == TRUTHS["exact"]
    seen.page.get_by_role("button", name=words.TAKE_BACK).click()
    expect(field).to_have_value(DRAFT)
    expect(finding(seen, WRONG)).to_have_count(1)
    expect(seen.page.get_by_role("button", name=words.TAKE_BACK)).to_be_hidden()


def test_every_button_one_after_the_other_leaves_the_rest_of_the_draft(seen: Watched) -> None:
    seen.open()
    own = "大家听了很高兴。"
    spoiled = "制定地方性法规5部，大家鼓掌。代表通过热线反映问题377个；" + own
    check(seen, f"{own}全年{spoiled}{WRONG}报告说，“{WRONG}”{own}")
    buttons = seen.page.get_by_role("button", name=words.REPLACE)
    for _ in range(6):
        if not buttons.count():
            break
        left = buttons.count()
        buttons.first.click()
        expect(seen.page.locator("#toast.on")).to_have_text(words.SCREEN["replaced"])
        expect(buttons).to_have_count(left - 1)
    mended = spoiled.replace("5部", "3部")
    expect(seen.page.get_by_label(words.DRAFT_LABEL)).to_have_value(
        f"{own}全年{mended}{REPORTED}报告说，“{REPORTED}”{own}"
    )


def test_a_text_that_was_edited_since_is_checked_anew_and_not_replaced(desk: Watched) -> None:
    desk.open()
    check(desk, DRAFT)
    desk.page.get_by_label(words.DRAFT_LABEL).fill(f"新加一行。\n{DRAFT}")
    finding(desk, WRONG).get_by_role("button", name=words.REPLACE).click()
    expect(desk.page.locator("#toast.on")).to_have_text(words.SCREEN["draftChanged"])
    expect(desk.page.get_by_label(words.DRAFT_LABEL)).to_have_value(f"新加一行。\n{DRAFT}")
    expect(desk.page.locator(".para").first).to_have_text(re.compile("^新加一行。"))


def test_what_contradicts_itself_is_told_and_led_to(seen: Watched) -> None:
    seen.open()
    check(seen, f"{WRONG}制定地方性法规3部:《甲条例》《乙条例》。")
    alarms = seen.page.locator(".alarms li")
    expect(alarms.first).to_contain_text("95.48%")
    way = alarms.first.get_by_role("button").first
    way.click()
    expect(seen.page.locator("#checked .alarm:focus")).to_have_count(1)
    expect(seen.page.locator("#checked .alarm:focus")).to_be_in_viewport()


def test_the_counts_lead_from_one_to_the_next(seen: Watched) -> None:
    seen.open()
    check(seen, f"{WRONG}\n{WRONG.replace('377', '378')}\n{RIGHT}")
    button = seen.page.locator("[data-next=figure]")
    for n in (0, 1, 0):
        button.click()
        expect(seen.page.locator("#checked .told.figure[id]").nth(n)).to_be_focused()


def test_what_cannot_be_checked_is_listed(desk: Watched) -> None:
    desk.open()
    check(desk, f"我们感到很高兴。{RIGHT}")
    left = desk.page.locator("#checked .unchecked")
    left.locator("summary").click()
    expect(left).to_contain_text("我们感到很高兴")


def test_the_draft_lasts_with_the_tab_alone(seen: Watched) -> None:
    seen.open()
    check(seen, DRAFT)
    before = seen.text("#checked")
    seen.page.reload()
    seen.page.get_by_role("tab", name=words.TAB_CHECK).click()
    expect(seen.page.get_by_label(words.DRAFT_LABEL)).to_have_value(DRAFT)
    done(seen)
    expect(finding(seen, WRONG)).to_have_count(1)
    assert seen.text("#checked") == before
    assert "95.48" not in seen.page.evaluate("JSON.stringify([localStorage, document.cookie])")


def docx(tmp_path: Path, *paragraphs: str) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(tmp_path / "汇报<b>稿.docx"))
    return tmp_path / "汇报<b>稿.docx"


def test_a_docx_is_checked_and_given_back(seen: Watched, tmp_path: Path) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_CHECK).click()
    quoted = f"报告指出:“{WRONG}”"
    seen.page.get_by_label(words.CHOOSE_DOCX).set_input_files(docx(tmp_path, RIGHT, quoted))
    done(seen)
    expect(seen.page.get_by_label(words.DRAFT_LABEL)).to_have_value(re.compile(re.escape(quoted)))
    expect(finding(seen, "95.48")).to_have_count(1)
    with seen.page.expect_download() as got:
        seen.page.get_by_role("button", name=words.MARKED).click()
    assert got.value.suggested_filename.endswith("(核对).docx")
    with ZipFile(BytesIO(Path(got.value.path()).read_bytes())) as file:
        assert "95.49" in file.read("word/document.xml").decode() + file.read("word/comments.xml").decode()
    check(seen, RIGHT)
    expect(seen.page.get_by_role("button", name=words.MARKED)).to_be_hidden()


def test_what_is_no_docx_and_an_empty_text_say_what_to_do(seen: Watched, tmp_path: Path) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_CHECK).click()
    seen.page.get_by_label(words.CHOOSE_DOCX).set_input_files(docx(tmp_path, RIGHT))
    done(seen)
    (tmp_path / "a.docx").write_bytes(b"not a file of Word")
    expect(seen.page.get_by_role("button", name=words.MARKED)).to_be_visible()
    seen.page.get_by_label(words.CHOOSE_DOCX).set_input_files(tmp_path / "a.docx")
    expect(seen.page.get_by_role("alert")).to_contain_text("应为 .docx")
    expect(seen.page.get_by_role("button", name=words.MARKED)).to_be_hidden()  # it would hand the bad one back
    check(seen, "  ")
    expect(seen.page.get_by_role("alert")).to_contain_text("请贴入")


def test_by_keyboard(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_CHECK).click()
    seen.tab_to("#draft")
    seen.page.keyboard.insert_text(WRONG)
    seen.tab_to("#check")
    seen.page.keyboard.press("Enter")
    done(seen)
    seen.tab_to("[data-replace]")
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_label(words.DRAFT_LABEL)).to_have_value(REPORTED)
    expect(seen.page.locator("#checked")).to_be_focused()
    seen.tab_to("a.tag.exact")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#close:focus, mark.hit:focus")).to_have_count(1)
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("a.tag.exact:focus")).to_have_count(1)


@pytest.mark.parametrize("broken", ["web.screen.check_text"])
def test_an_error_is_told_and_tried_again(desk: Watched, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    desk.open()
    with monkeypatch.context() as patch:
        patch.setattr(broken, None)
        check(desk, WRONG)
        expect(desk.page.get_by_role("alert")).to_contain_text(words.BROKEN)
    desk.page.get_by_role("tabpanel").get_by_role("button", name=words.SCREEN["retry"]).click()
    expect(finding(desk, WRONG)).to_have_count(1)
    assert all("500" in said for said in desk.troubles)
    desk.troubles.clear()
