"""Reports for the tests: the bundled one, and made-up ones of the genre's parts in any order (hypothesis)."""

from pathlib import Path

from hypothesis import strategies as st

from report.model import Report, Source
from report.parse import parse, read_report
from report.reading import Decoded

ROOT = Path(__file__).resolve().parent.parent
SHAOYANG = ROOT / "data" / "reports" / "邵阳市人大常委会工作报告2023.txt"
GOLDEN = ROOT / "tests" / "golden"


def shaoyang() -> Report:
    return read_report(SHAOYANG)


def made(text: str, report_id: str = "made") -> Report:
    return parse(Decoded(text, (), Source(f"{report_id}.txt", "0" * 64)), report_id)


_TOPICS = st.sampled_from(
    ["完善联系机制。", "抓学习培训,夯实基础工作。", "强化思想建设。", "强化组织建设。", "强化作风建设。"]
)
_BODY = st.sampled_from(
    [
        "全年共开会7次、审议24件,作出决定6项。",
        "推进“会写、会说”活动,深化工作。",
        "对《某市办法(试行)》进行审查;听取报告;督办。",
        "“一句。”另一句!",
        "很长" * 170 + "。",
        "没有句号的一段",
    ]
)
_NUMBERS = st.sampled_from(
    ["", "一、", "二、", "(一)", "（二）", "1.", "一是", "二是", "——", "各位代表!", "\u3000\u3000"]
)
_LINES = st.one_of(
    st.builds(
        lambda n, t, b: n + "".join(t) + "".join(b),
        _NUMBERS,
        st.lists(_TOPICS, max_size=3),
        st.lists(_BODY, max_size=5),
    ),
    st.sampled_from(
        ["2023年主要工作", "各位代表:", "(下转3版)", "——2023年12月26日在某市第十七届人民代表大会第三次会议上", ""]
    ),
)
GENRE = st.builds("\n".join, st.lists(_LINES, max_size=14)).map(lambda t: "某市人民政府工作报告\n" + t)
ANY = st.text(alphabet="一二是、（）()。，,;；\n ：:“”《》年2023报告会市—\u3000\u200b\t…！", max_size=200)
