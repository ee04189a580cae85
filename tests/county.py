"""A county's report with the real model, and what the judge of silence sees of a question about it.

A test file has the fixtures by importing them.
"""

import pytest

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add, create
from retrieval.query import understand
from retrieval.search import ranked, signals
from retrieval.silence import trees_for
from retrieval.support import Support, support
from retrieval.trees import Trees

TEXT = """云溪县人民政府工作报告
——2025年1月8日在云溪县第十八届人民代表大会第四次会议上
县长 李明
各位代表:
现在,我代表县人民政府,向大会报告工作,请予审议。
一、2024年工作回顾
粮食总产量达到31.6万吨,增长2.1%。新建高标准农田4.2万亩,改造老旧小区37个,惠及居民5600户。
开通通勤公交线路9条,建成充电桩820个。出台《云溪县古树名木保护办法》。县人民医院新院区在城东新区投入使用。
全年接待游客310万人次,旅游收入26亿元。举办第三届竹文化节。
二、2025年工作安排
粮食总产量稳定在31万吨以上。改造老旧小区20个。新建停车位1500个。
"""


@pytest.fixture(name="county", scope="module")
def county_fixture(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("county")
    file = folder / "2025年云溪县政府工作报告.txt"
    file.write_text(TEXT, encoding="utf-8")
    create(folder / "library", encoder)
    assert not add(folder / "library", encoder, [file]).failed
    return Library.open(folder / "library", encoder)


def told(library: Library, question: str) -> Support:
    """The evidence for a question."""
    query = understand(question, reports=library.reports)
    found = signals(library, query)
    return support(library, query, ranked(library, query, found, 5), found.trust)


@pytest.fixture(name="trees", scope="module")
def trees_fixture(encoder: SentenceEncoder) -> Trees:
    found = trees_for(encoder.fingerprint)
    assert found is not None, "make them anew: python -m benchmarks.silence.calibrate ../shared/reports"
    return found
