"""What kind of answer a question asks for, and whether a clause holds one."""

import pytest

from retrieval.held import held


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("居民消费价格涨幅目标", {"rate"}),
        ("教育经费占到财政支出的多少", {"rate"}),
        ("研发经费投入强度是多少", {"rate"}),
        ("修路花了多少钱", {"money"}),
        ("预计在哪一年实现", {"date"}),
        ("在哪项比赛里获奖", {"name"}),
        ("安排资金占比多少", {"rate"}),
        ("安排资金多少", {"money"}),
        ("一般公共预算收入增长了多少亿元", {"rate", "money", "unit"}),
    ],
)
def test_a_share_or_a_rise_is_no_sum(question: str, kinds: set[str]) -> None:
    assert set(held(question, "", ())) == kinds


@pytest.mark.parametrize(
    ("question", "clause", "is_held"),
    [
        ("哪位代表呼吁的?", "马长河代表连续三年呼吁", True),
        ("谁作的报告?", "高水平代表工作向人大代表通报", False),
        ("在哪个镇?", "选定谷营镇前张、后刘等6个村先行", True),
        ("在哪里?", "推进新型城镇化和乡村振兴", False),
        ("拓片收藏在哪里?", "水则碑拓片一套交市档案馆收藏", True),
        ("办公室设在哪里?", "在高新区设立办公室", True),
        ("在哪里?", "资助困难大学生", False),
        ("在哪里?", "市中心医院院长李某受审", False),
        ("档案馆建在哪里?", "档案馆今年建成", False),
        ("几名干警?", "查处违纪违法干警8人", True),
        ("建了几处充电站?", "建成充电站32座", True),
        ("修了几座桥?", "制定法规3部", False),
        ("办了几宗案件?", "审结案件120件", True),
        ("有多少个加油站?", "加油站14座", True),
    ],
)
def test_what_a_clause_holds(question: str, clause: str, is_held: bool) -> None:
    assert set(held(question, clause, ()).values()) == {is_held}
