"""Laws of the telling points (benchmarks/summaries): what can be checked without the provincial reports."""

from collections import Counter

from benchmarks.summaries.calibrate import AGAIN, FIRST, INVENTED, ORGANS, SECOND, lists, points
from report.parse import read_report
from tests.reports import shaoyang


def test_each_report_has_twenty_five_points_with_evidence_of_its_own() -> None:
    for files, reports in ((FIRST, 32), (AGAIN, 26), (INVENTED, 13), (SECOND, 6)):
        rows = [row for told in points(files).values() for row in told]
        assert set(Counter(row["report"] for row in rows).values()) == {25} and len(points(files)) == reports
        assert len({row["id"] for row in rows}) == len({row["point"] + row["report"] for row in rows}) == 25 * reports
        spans = [span for row in rows for way in row["evidence"] for span in way]
        assert all(4 <= len(span) <= 48 and "\n" not in span and "……" not in span for span in spans)


def test_the_evidence_stands_once_in_the_bundled_report() -> None:
    report = shaoyang()
    for row in [*points()[report.id], *points(SECOND)[report.id]]:
        assert all(report.text.count(span) == 1 for way in row["evidence"] for span in way), row["id"]


def test_the_evidence_stands_once_in_the_invented_reports() -> None:
    texts = {file.stem: read_report(file).text for file in ORGANS.glob("*/*.txt")}
    for report_id, rows in points(INVENTED).items():
        assert all(texts[report_id].count(span) == 1 for row in rows for way in row["evidence"] for span in way)
    read = {file.stem for part in ("first", "second", "third") for file in (ORGANS / part).glob("*.txt")}
    assert set(points(INVENTED)) == read  # of the others nobody drew up points


def test_nothing_is_fitted_to_the_bundled_report() -> None:
    told = Counter(report_id for report_id, _ in lists())
    once = {*points(FIRST), *points(INVENTED)} - {shaoyang().id, *points(AGAIN)}
    assert told == Counter({**dict.fromkeys(once, 1), **dict.fromkeys(points(AGAIN), 2)})
