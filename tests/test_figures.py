"""Figures: the bundled report against its golden lists, and laws that hold for any text of the genre."""

import cProfile
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.__main__ import main
from report.figures import figure_row, figures, figures_in, read_figures
from report.model import Figure, Report, Span
from report.segment import lines, sentences
from tests.reports import ANY, GENRE, GOLDEN, SHAOYANG, made, shaoyang

TITLE = "某市人民政府工作报告\n——2025年1月15日在某市第十届人民代表大会第三次会议上\n"
REVIEW, PLAN = "一、2024年工作回顾\n", "二、2025年工作安排\n"


def golden(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


def one_line(text: str, head: str = REVIEW) -> list[tuple[str, object, str]]:
    report = made(f"{TITLE}{head}{text}")
    return [(report.text[f.start : f.end], f.value, f.unit) for f in figures(report)]


def only(text: str, head: str = REVIEW) -> tuple[Report, Figure]:
    report = made(f"{TITLE}{head}{text}")
    (figure,) = figures(report)
    return report, figure


def check_laws(report: Report) -> None:
    found = figures(report)
    assert list(found) == sorted(found, key=lambda f: f.start)
    assert all(a.end <= b.start for a, b in pairwise(found))
    whole = [s for line in lines(report.text) for s in sentences(report.text, line)]
    for figure in found:
        assert report.text[figure.start : figure.end].strip() == report.text[figure.start : figure.end] != ""
        assert figure.what.start < figure.what.end
        assert any(
            s.start <= figure.start and s.start <= figure.fully.start and figure.what.end <= s.end for s in whole
        )
        assert figure.fully.start <= figure.what.start and figure.fully.end == figure.what.end
        if isinstance(figure.value, tuple):
            assert figure.value[0] < figure.value[1]


def test_the_bundled_report_figure_by_figure() -> None:
    report = shaoyang()
    got = [figure_row(report, f) for f in figures(report) if f.sort != "rank"]
    keys = ("printed", "value", "unit", "approx")
    want = golden("shaoyang2023.figures.jsonl")
    assert [[row[k] for k in keys] for row in got] == [[row[k] for k in keys] for row in want]
    assert {(row["period"], row["kind"]) for row in got} == {("2023", "actual")}
    assert read_figures(report).unread == ()


def test_what_the_figures_of_the_bundled_report_count() -> None:
    report = shaoyang()
    got = [str(figure_row(report, f)["what"]) for f in figures(report) if f.sort != "rank"]
    want = [str(row["what"]) for row in golden("shaoyang2023.figures.jsonl")]
    told = [2 * (Counter(a) & Counter(b)).total() >= len(b) for a, b in zip(got, want, strict=True)]
    assert sum(told) >= 0.9 * len(told)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("服务群众2000余人次。", [("2000余人次", 2000, "人次")]),
        ("算力规模达到70PF。", [("70PF", 70, "PF")]),
        ("产量居全国第二、全省首位。", [("第二", 2, "位"), ("首位", 1, "位")]),
        ("分别提高2.2个和3.7个百分点。", [("2.2个", 2.2, "个百分点"), ("3.7个百分点", 3.7, "个百分点")]),
        ("举办全国第二届运动会。", []),
        ("开展全国第三 次普查,全国第一、二批试点和全省第一、第二产业。", []),
        ("产量居全国第二 、全省第一 。", [("第二", 2, "位"), ("第一", 1, "位")]),
        ("总量居全国第十三 位。", [("第十三 位", 13, "位")]),
        ("培育企业5个、6.5%达标。", [("5个", 5, "个"), ("6.5%", 6.5, "%")]),
    ],
)
def test_years_names_and_orders_that_are_figures(text: str, want: list[tuple[str, object, str]]) -> None:
    assert one_line(text) == want


@pytest.mark.parametrize(
    ("text", "printed", "what"),
    [
        ("开展财政资金绩效评价,评价项目总数17个。", "17个", "开展财政资金绩效评价,评价项目总数"),
        ("开展绩效评价,评价项目总数17个,评价资金28亿元。", "28亿元", "开展绩效评价,评价项目总数17个,评价资金"),
        ("征集4个立法项目,1000条意见。", "1000条", "征集4个立法项目,1000条意见"),
        ("召开会议7次,督办建议12件。", "12件", "督办建议"),
        ("城镇新增就业60万人,城镇调查失业率为5.5%。", "5.5%", "城镇调查失业率"),
        ("带动7万名居民就业,1000名外地医生在我区开展服务。", "1000名", "外地医生在我区开展服务"),
        ("评价已完成,制度更健全,评价项目总数17个。", "17个", "评价项目总数"),
    ],
)
def test_what_a_figure_counts_begins_where_the_sentence_tells_of_it(text: str, printed: str, what: str) -> None:
    report = made(f"{TITLE}{REVIEW}{text}")
    rows = [figure_row(report, figure) for figure in figures(report)]
    assert [row["what"] for row in rows if row["printed"] == printed] == [what]


def test_what_the_bundled_report_prints_and_does_not_count() -> None:
    report = shaoyang()
    spans = [(f.start, f.end) for f in figures(report) if f.sort != "rank"]
    for row in golden("shaoyang2023.figures_other.jsonl"):
        quote, printed = str(row["quote"]), str(row["printed"])
        for at in (m.start() + quote.index(printed) for m in re.finditer(re.escape(quote), report.text)):
            assert not any(start < at + len(printed) and at < end for start, end in spans), row


@given(GENRE | ANY)
def test_laws_on_any_text(text: str) -> None:
    check_laws(made(text))


_PIECES = (
    "新增企业 总产值达到 增长 下降 其中 12家 3.5% 近80% 5亿元以上 1—2个 两期 、 , 。 由18小时缩短到 5小时 第3位 2024年 "
    "“18条” 总投资 分别 和 项目 亿元 百分之七 级 的 1，038， 000元 从3千 1/3 2.04∶1 《 》 （1） 十 万 点 3 分之"
)


@given(st.lists(st.sampled_from(_PIECES.split(" ")), max_size=25).map("".join))
def test_laws_on_pieces_of_the_genre(text: str) -> None:
    check_laws(made(TITLE + REVIEW + text))


def test_laws_on_the_bundled_report() -> None:
    check_laws(shaoyang())


@pytest.mark.parametrize(
    "text",
    [
        "实施“十四五”规划,推出“18条”,落实三高四新、一法一条例,建设5G基站,举办第32届大会。",
        "畅通12345热线,打通国道629和3号线,跻身500强,创建5A级景区,PM2.5治理见效。",
        "2024年12月26日至28日开会,9月底前完成,90年代起步,2024—2029年规划,成立75周年。",
        "三级联动,五级代表参与,十七届人大二次会议召开,推进二次供水,省委五次全会部署。",
        "打造15分钟便民生活圈,实施3年行动计划,构建“1+3+8”体系,落实八项规定,推动了一批实事。",
        "迎来第3批专家,成为全国第5个试点,推进第十四个五年规划。",
        "村集体、慈善按5∶3∶2分担,让千家万户2分享受",
        "摆在第一位,第一时间处置,上千家企业受益,关键零部件进口,机场三期开工。",
    ],
)
def test_not_counted(text: str) -> None:
    assert one_line(text) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("走访群众70余万人次。", [("70余万人次", 700000, "人次")]),
        ("总产量４９２５０万吨。", [("４９２５０万吨", 492500000, "吨")]),
        ("收入3，154，657，000元。", [("3，154，657，000元", 3154657000, "元")]),
        ("粮食1 0 0 万吨,增长8 ．8 ％。", [("1 0 0 万吨", 1000000, "吨"), ("8 ．8 ％", 8.8, "%")]),
        ("重回万亿元规模。", [("万亿元", 10**12, "元")]),
        ("增长百分之七点五,占三分之二。", [("百分之七点五", 7.5, "%"), ("三分之二", 0.6667, "")]),
        ("分别提高11.1、11.2个百分点。", [("11.1", 11.1, "个百分点"), ("11.2个百分点", 11.2, "个百分点")]),
        ("做大1—2个集群,增长5%—6%。", [("1—2个", (1, 2), "个"), ("5%—6%", (5, 6), "%")]),
        ("培育3至5家企业。", [("3至5家", (3, 5), "家")]),
        ("举办两期培训班,修订二十四个文件。", [("两期", 2, "期"), ("二十四个", 24, "个")]),
        ("30.2万农村居民落户城镇。", [("30.2万", 302000, "人")]),
        ("培育1个400亿级名镇。", [("1个", 1, "个"), ("400亿", 40000000000, "元")]),
        ("算力达到15EFlops,指数达到92。", [("15EFlops", 15, "EFlops"), ("92", 92, "")]),
        ("低保标准提高至778元/月。", [("778元/月", 778, "元/月")]),
        ("旅客由1亿2000万人次增加。", [("1亿2000万人次", 120000000, "人次")]),
        ("15部门联合执法2次。", [("2次", 2, "次")]),
    ],
)
def test_values(text: str, want: list[tuple[str, object, str]]) -> None:
    assert one_line(text) == want


@given(
    st.integers(1, 10**9), st.sampled_from(["", "万", "亿"]), st.integers(0, 99), st.sampled_from(["元", "亩", "人次"])
)
def test_a_number_written_and_read_is_the_same(whole: int, big: str, part: int, unit: str) -> None:
    printed = f"{whole}.{part:02}{big}{unit}" if big and part else f"{whole}{big}{unit}"
    times = {"": 1, "万": 10**4, "亿": 10**8}[big]
    value = whole * times + (part * times // 100 if big else 0)
    assert one_line(f"项目资金{printed}。") == [(printed, value, unit)]


@given(st.integers(3, 99999).filter(lambda n: n % 10 != 2 or n > 20))
def test_a_chinese_numeral_written_and_read_is_the_same(number: int) -> None:
    import cn2an  # type: ignore[import-untyped]

    printed = f"{cn2an.an2cn(number)}件"
    assert one_line(f"办理建议{printed}。") == [(printed, number, "件")]


@pytest.mark.parametrize("text", ["近80%", "80%以上", "超80%", "80%左右", "不低于80%", "突破80%", "80%以内", "至少80%"])
def test_near(text: str) -> None:
    report, figure = only(f"覆盖率达到{text}。")
    assert figure.approx and report.text[figure.start : figure.end] == "80%"


def test_exact_is_not_near() -> None:
    assert not only("覆盖率达到80%。")[1].approx


@pytest.mark.parametrize(
    ("head", "text", "period", "kind"),
    [
        (REVIEW, "新增企业12家。", "2024", "actual"),
        (PLAN, "新增企业12家。", "2025", "target"),
        (PLAN, "到2027年,新增企业12家。", "2027", "target"),
        (PLAN, "每年新增企业12家。", "每年", "target"),
        (PLAN, "去年新增企业12家。", "2024", "actual"),
        (PLAN, "发挥12亿元基金作用。", None, "actual"),
        (PLAN, "建设总投资12亿元的工程。", None, None),
        (PLAN, "引进12亿元以上的项目。", None, None),
        (PLAN, "建设750千伏输变电工程。", None, None),
        (REVIEW, "累计新增企业12家。", None, "actual"),
        (REVIEW, "规模比2020年增长12%。", "2024", "actual"),
    ],
)
def test_period_and_kind(head: str, text: str, period: str | None, kind: str | None) -> None:
    figure = only(text, head)[1]
    assert (figure.period, figure.kind) == (period, kind)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("新增国家高新技术企业1200家。", ["新增国家高新技术企业"]),
        ("29项成果获国家奖励。", ["成果获国家奖励"]),
        ("吞吐量增长33%,突破100万吨。", ["吞吐量", "吞吐量"]),
        ("高新技术企业1200家,总量达到1.8万家。", ["高新技术企业", "高新技术企业1200家,总量"]),
        ("改造燃气管道12公里、供水管道26公里。", ["改造燃气管道", "供水管道"]),
        ("城乡居民收入分别增长4.7%、6.6%。", ["城乡居民收入", "城乡居民收入"]),
        ("时间由18小时缩短到5小时。", ["时间", "时间"]),
        ("全省生产总值跃上14万亿元新台阶、居全国首位。", ["全省生产总值", "全省生产总值"]),
    ],
)
def test_what_it_counts(text: str, want: list[str]) -> None:
    report = made(f"{TITLE}{REVIEW}{text}")
    assert [report.text[f.what.start : f.what.end] for f in figures(report)] == want


def test_change_and_class() -> None:
    report = made(f"{TITLE}{REVIEW}成交额达到2607亿元、增长33.6%。能耗下降2%。总量居全国第5位。")
    rows = [(f.change, f.sort) for f in figures(report)]
    assert rows == [("+33.6%", "measure"), ("+33.6%", "growth"), ("-2%", "growth"), (None, "rank")]


def test_the_command_prints_rows_and_tells_what_it_could_not_read(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert main(["figures", str(SHAOYANG)]) == 0
    out = capsys.readouterr()
    rows = [json.loads(line) for line in out.out.splitlines()]
    assert [r["printed"] for r in rows][:2] == ["7次", "19次"] and not out.err
    text = shaoyang().text
    assert all(text[r["start"] : r["end"]] == r["printed"] and r["printed"] in r["quote"] for r in rows)
    file = tmp_path_factory.mktemp("figures") / "某市报告.txt"
    file.write_text(f"{TITLE}{REVIEW}编制了331,新增企业12家。", encoding="utf-8")
    assert main(["figures", str(file)]) == 0
    out = capsys.readouterr()
    assert len(out.out.splitlines()) == 1 and "1处" in out.err and "331" in out.err


def test_front_matter_holds_no_figures() -> None:
    report = made("某市人民政府工作报告\n——2025年1月15日在某市第十届人民代表大会第三次会议上\n各位代表:\n")
    assert read_figures(report) == read_figures(made("没有数字"))
    assert Span(0, 1) not in read_figures(report).unread


def test_a_sentence_of_a_report_in_part_traditional_is_read_without_making_all_headings_anew() -> None:
    heads = "".join(f"{n}、下步工作\n\n培育企业30家。\n\n" for n in "二三四五六七八九十")
    report = made(f"某市人民政府工作报告\n\n一、本屆工作\n\n培育企业20家。\n\n{heads}")
    profile = cProfile.Profile()
    (found,) = profile.runcall(figures_in, report, Span(report.text.rindex("培"), len(report.text)))
    calls = {entry.code: entry.callcount for entry in profile.getstats()}
    assert found.value == 30 and calls[replace.__code__] < 6 < len(report.sections)
