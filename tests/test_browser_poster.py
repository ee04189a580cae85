"""The printable page in the browser: one sheet of paper, and every word leads into the report."""

from playwright.sync_api import expect

from report.model import Report
from tests.browser import Watched

pytest_plugins = ["tests.browser_pages"]


def test_it_prints_on_one_page_and_leads_into_the_report(seen: Watched, shaoyang: Report) -> None:
    seen.page.goto(f"{seen.base}/screen/poster?report={shaoyang.id}")
    expect(seen.page.get_by_role("heading", level=1)).to_have_text(shaoyang.text.strip().split("\n")[0])
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert b"/Count 1\n" in seen.page.pdf(prefer_css_page_size=True)
    seen.page.get_by_role("link", name="制定地方性法规3部").first.click()
    expect(seen.page.locator("mark.hit").first).to_have_text("制定地方性法规3部")
