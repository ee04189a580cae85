"""Laws of the telling points (benchmarks/summaries): what can be checked without the provincial reports."""

from collections import Counter

from benchmarks.summaries.calibrate import points
from tests.reports import shaoyang


def test_each_report_has_twenty_five_points_with_evidence_of_its_own() -> None:
    rows = [row for told in points().values() for row in told]
    assert set(Counter(row["report"] for row in rows).values()) == {25} and len(points()) == 6
    assert len({row["id"] for row in rows}) == len({row["point"] + row["report"] for row in rows}) == 150
    spans = [span for row in rows for way in row["evidence"] for span in way]
    assert all(4 <= len(span) <= 40 and "\n" not in span and "……" not in span for span in spans)


def test_the_evidence_stands_once_in_the_bundled_report() -> None:
    report = shaoyang()
    for row in points()[report.id]:
        assert all(report.text.count(span) == 1 for way in row["evidence"] for span in way), row["id"]
