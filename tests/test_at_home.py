"""A question is put as its own report would put it: without the place; its years are 去年 and 今年."""

from dataclasses import replace

import pytest

from report.model import Report
from retrieval.reading import at_home
from tests.reports import made


def of(place: str | None, covered: int | None, planned: int | None) -> Report:
    report = made("一、主要工作\n立法3件。\n")
    return replace(report, meta=replace(report.meta, place=place, year_covered=covered, year_planned=planned))


@pytest.mark.parametrize(
    ("asked", "put"),
    [
        ("湖南去年粮食产量", "去年粮食产量"),
        ("湖南省的高铁里程", "高铁里程"),
        ("2024年湖南全省用了多少电", "去年用了多少电"),
        ("湖南2025年gdp目标,2024年呢", "今年gdp目标,去年呢"),
        ("2023年湖南修了几条路", "2023年修了几条路"),
        ("湖南乡村振兴了吗", "乡村振兴了吗"),
        ("湖南大学生就业怎样", "大学生就业怎样"),
        ("湖南大学拨了多少", "湖南大学拨了多少"),
        ("湖南的士多少辆", "的士多少辆"),
        ("湖北去年粮食产量", "湖北去年粮食产量"),  # of another place: the report does not tell it
        ("湖南", "湖南"),
        ("粮食产量", "粮食产量"),
    ],
)
def test_as_its_own_report_would_put_it(asked: str, put: str) -> None:
    report = of("湖南省", 2024, 2025)
    assert at_home(asked, report) == put
    assert at_home(put, report) == put


def test_what_is_not_known_of_the_report_stays() -> None:
    assert at_home("湖南2024年粮食产量", of(None, None, None)) == "湖南2024年粮食产量"
    assert at_home("湖南2024年粮食产量", of("湖南省", None, 2024)) == "今年粮食产量"
    assert at_home("重庆乡村振兴了吗", of("重庆市", 2024, 2025)) == "乡村振兴了吗"
    assert at_home("邵阳县的桥", of("邵阳市", 2022, 2023)) == "邵阳县的桥"
