"""Whether a question asks for a person by name, and whether one who is named may be meant: 哪位副市长, 谁作的报告.

谁负责, 由谁管 and 谁出钱 ask for a body or for how it is done: no name is lacking there.
"""

import re

from index.tagged import tagged
from retrieval.persons import GENERAL, OFFICES

_FOLK = "茶农|绣娘|干部|劳模|领导|司机|主播|校友|同学|老人|孩子|[女男]孩|(?<![机器法])人"
_NAMED = "(?:的|是|都|分别|各|到底|究竟)*(?:名?叫什么|叫啥|姓什么|姓啥|姓名|名字|大名|贵姓)"
_CALLED = f"副?(?:{OFFICES}|{GENERAL})"
_NO_NAME = "来|去|该|应|负责|管|主管|出钱|先?掏|买单|执法|普法|说了算|家|牵头|承担|能|可以|有资格|在管|也|都|才"
_WHO = f"(?<![归由找向给跟和与让了以])(?<!无论)(?<!不管)谁(?!{_NO_NAME})|(?<![任如])何人(?!数)|什么人(?![口大])"
_WHICH = (
    "(?<![排居列在由])哪[一两三几]?位(?![置于次])"
    f"|哪[一两三几]?[名个][\u4e00-\u9fff]{{0,4}}(?:{_CALLED})(?=[提呼获被当带办牵领拿])"
)
_BY_NAME = f"(?:{_CALLED}|{_FOLK}){_NAMED}|(?:{_CALLED})是哪(?:一?位|个(?=[呢?]|$))"
_ASKED = re.compile(f"{_WHO}|{_WHICH}|{_BY_NAME}")
_OFFICE = re.compile(
    f"(?P<of>{_CALLED})(?:是谁|是哪一?[个位]|{_NAMED})"
    f"|哪[一两三几]?[位名个](?:[\u4e00-\u9fff]{{0,4}}?)(?P<which>{_CALLED})"
    f"|谁(?:是|当选了?为?|当上了?|担?任)(?:[新现]任)?(?P<is>{_CALLED})"
)
_FORMER = re.compile(f"[原前]任?(?:{_CALLED})")
_REPORTS = re.compile(
    "谁[^,。?]{0,12}(?<!工)[作做讲念][^,。?]{0,4}(?:报告|汇报)|报告[^,。?]{0,4}(?:谁|哪位)[^,。?]{0,2}[作做讲念]|报告人"
)
_PLACE = r"(?!我们|咱们|[本全该])[^\W省市县区州旗]{2,3}[市县区州旗]"
_OF_PLACE = re.compile(f"({_PLACE})(?=人大|人民|政府|法院|检察|委|中院)")
_BODY = re.compile("([\u4e00-\u9fff]{2})代?$")  # whose office it is: 市委 in 市委书记
_ANY = ("现任", "现在", "本届", "这届", "我们", "咱们", "这个", "这位", "那位")


def asks_for_person(question: str) -> bool:
    """Whether a folded question asks for a person by name: 谁, 哪位, 院长叫什么名字."""
    return bool(_ASKED.search(question))


def chooses_person(question: str) -> bool:
    """Whether it does so in words that ask for nothing else; 谁 may stand beside another: 谁出了多少."""
    return bool(re.search(f"{_WHICH}|{_BY_NAME}", question))


def may_be_asked(question: str, office: str, speaks: str | None) -> bool:
    """Whether a person of that office (or several, with 、 between them) may be the one asked for; all are folded. Who
    names an office (副市长, not 市长) asks for one who has it. `speaks` is the title of the report whose speaker it is,
    and `office` then the line that names him; None of others: he is asked for by his office or as who gave the report,
    and not by that of another place."""
    if _FORMER.search(question):
        return False
    asked = [
        (found[found.lastgroup or 0], question[: found.start(found.lastgroup or 0)])
        for found in _OFFICE.finditer(question)
    ]
    if speaks is None:
        return not asked or any(one in office.split("、") for one, _ in asked)
    own = office if re.search(_PLACE, office) else f"{speaks} {office}"  # a district's title has its city, too
    if any(place not in own for place in _OF_PLACE.findall(question)):
        return False
    places = [word.text for word in tagged(question) if word.tag == "ns"]
    if places and not any(place in speaks or place in office for place in places):
        return False
    held = (one for one, before in asked if re.search(f"(?<!副){one}", office) and _of(before, f"{speaks} {office}"))
    return bool(_REPORTS.search(question)) or any(held)


def _of(before: str, own: str) -> bool:
    """Whether the body named before an office is the speaker's own; true where none is named."""
    body = _BODY.search(before.rpartition("的")[2])
    return body is None or body[1] in _ANY or body[1] in own
