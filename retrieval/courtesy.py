"""What people say round a question, to whoever answers and about the report → what they ask.

None of it is in a report: looked for, it hides the words that are, and a question that is answered looks unanswered.
Two steps, until nothing is left to take off: a clause that is a phrase of manners (谢谢您, 请尽快回复) goes whole where
another one asks; of the others what stands at the beginning or the end (能告诉我 …, 报告里提到的 …). No word is cut.

>>> matter("你好,能帮我查一下报告里提到的粮食产量是多少吗?谢谢"), matter("請問糧食產量是多少")
('粮食产量是多少?', '糧食產量是多少')
>>> matter("请问下半年有什么安排"), matter("报告中小企业问题的是谁"), matter("谢谢")
('下半年有什么安排', '报告中小企业问题的是谁', '')
"""

import re
from collections.abc import Iterator

from index.lexical import borders
from report.simplified import simplified

_MARK = r"[\s,，。.!！:：;；、~～…]*"
_BIT = "(?:一?下子?|一[句声])"
_ME = "(?:我们?|咱们?|俺们?)"
_YOU = "(?:[你您恁]们?)?"
_MAY = "(?:能不能|能否|可不可以|可否|是否可以|可以|能|方便的话|(?:有人|有谁|谁|哪位)能?)"
_PLEASE = "(?:请|麻烦|烦请|劳驾|拜托|恳请)"
_WHOLE = (
    "(?:告诉|告知|回答|解答|解释|说明|介绍|列举|列出|总结|概括|简述|梳理|讲讲|说说|谈谈|聊聊|看看|查查|"
    "找找|瞅瞅|翻翻|查询|查找|查看|搜索)"
)
_TELL = f"(?:{_WHOLE}{_BIT}?|[查找搜讲说看问]{_BIT})"
_HOW = "(?:(?:具体|详细|简要|简单|简短|直接|逐一|一一)地?)"
_SAYS = "(?:提到|提及|谈到|说到|讲到|写到|写明|写着|列出|指出|显示|介绍|说|讲|写|所述)"
_ORGAN = "(?:政府|法院|检察院|人大常委会|人大|常委会)"
_REPORT = f"(?:这份|这个|这篇|该|本|贵|此)?{_ORGAN}?(?:年度)?(?:工作)?报告(?:的?内容)?"
_IN = "(?:里面?|当中|之中|中|内|上面|上)"
_FROM = "(?:在|从|据|根据|按照?|依据|依照|结合)"
_ALSO = "(?:那么?|现|特此|就|只|还|也|很|再|另外|顺便|最后|斗胆|冒昧地?|急需?|此外)"
_LEARN = "(?:知道|了解|请教|咨询|打听|问问|查查|查询|看看|弄明白|弄清楚?|搞清楚?)"
_THANKS = "[你您啦了哦啊们亲哈\U0001f64f]*"
_LEADS = tuple(
    re.compile(f"(?:{form})[啊哦呀哈]?{_MARK}", re.IGNORECASE)
    for form in (
        "(?:[你您]好|大家好|哈喽|嗨|hello|hi)[呀啊]?",
        r"(?:谢谢|多谢|感谢|好的?|[嗯哦]|明白|知道|收到|那个|唉|诶)[你您啦了]*(?=[,，。.!！\s…])",
        f"{_ME}?{_ALSO}{{0,2}}想?(?:请问|敢问|请教|求问|想问)[你您]?{_BIT}?",
        f"{_PLEASE}?{_ME}?{_ALSO}{{0,2}}(?:问|打听|咨询|请教){_BIT}",
        f"{_ME}?{_ALSO}{{0,2}}(?:想要?|希望|需要|急需|就是想){_LEARN}{_BIT}?",
        f"{_ALSO}{{0,2}}(?:想?{_PLEASE}|{_MAY}){{0,2}}{_YOU}{_ALSO}?(?:帮忙|帮{_ME}?|[给跟为向替]{_ME}){_HOW}?{_TELL}{_ME}?",
        f"(?:{_PLEASE}|{_MAY}){{1,2}}{_YOU}(?:告诉|告知){_ME}?|(?:告诉|告知){_ME}",
        f"{_PLEASE}{_YOU}{_HOW}?{_TELL}{_ME}?",
        f"{_MAY}?{_YOU}{_HOW}?{_TELL}(?<=[下子句声])|讲讲|说说|谈谈|聊聊|看看|查查|找找|{_MAY}知道|[你您]知道",
        f"查询(?=[:：])|{_PLEASE}?{_FROM}?{_REPORT}{_IN}(?:[所都还又]?{_SAYS}[过了的]*)?",
        f"{_FROM}?{_REPORT}[所都还又]?{_SAYS}[过了的]*",
        f"{_PLEASE}?{_FROM}{_REPORT}(?:来?看|的?表述)?{_HOW}?(?:回答|(?=[,，]))",
    )
)
_TRAILS = tuple(
    re.compile(f"(?:{form}){_MARK}$")
    for form in (
        f"(?:谢谢|多谢|谢了|谢啦|thanks?){_THANKS}",
        rf"(?<=[,，。.!！?？\s])(?:感谢|拜托|麻烦|辛苦){_THANKS}",
        f"{_PLEASE}{_YOU}{_HOW}?{_TELL}{_ME}?[吗么吧]?",
        rf"(?<=[,，。?？\s]){_HOW}{_TELL}[吗么吧]?",
        rf"(?<=[,，。?？\s]){_REPORT}{_IN}?有?是?(?:没有?)?(?:怎么)?[写说讲提][到的了]*[吗么]?[?？]?",
        rf"(?<=[,，。?？\s]){_MAY}{_YOU}(?:告诉{_ME}|帮{_ME}{_TELL})[吗么吧不]?[?？]?",
    )
)
_GOES_ON = re.compile("(?<=下)(?:一?[步年阶届轮批]|半)|(?<=[说讲写])[没不]")  # 请问|下一步, 报告|讲没讲
_ENDS = " ,，。.!！?？;；:：~～…"
_CLAUSE = re.compile(f"[^{_ENDS}]+[{_ENDS}]*")
_PHRASES = (
    "(?:非常|十分|万分|先|提前|跪|叩)?(?:谢谢|多谢|感谢|谢过?)(?:[你您大各支配解]\\S{0,6})?|感激\\S{0,4}|感恩",
    "(?:麻烦|打扰|辛苦)(?:[你您了]|各位|一下)\\S{0,6}|不好意思\\S{0,8}|多有叨扰|拜托\\S{0,4}|(?:请)?(?:见谅|多包涵|多多包涵)",
    "急+|急用|挺急的|在线等|不着?急[的哈]?|盼复|请\\S{0,5}(?:回复|答复|作答|函复|批示|解答|回答)(?:为盼)?|恳请(?:答复|回复)",
    '此致敬礼|祝\\S{1,8}|[早晚下上]午?好[啊呀]?|[^\\s“”"「《]{0,4}(?:老师|领导|同志|各位|助手|AI|[你您])好[啊呀]?|在吗|那个|喂|劳驾|求助',
    "顺便|对了|话说|(?:我|还)?有(?:一)?个(?:问题|疑问)(?:想\\S{1,4})?|(?:我的|第.个)?问题是?|我想问的是|只要数字|不[要用]解释",
    "师傅|大[哥姐爷妈叔]|小伙子|姑娘|闺女|同志|老师|老乡|朋友|哥们儿?|阿姨|小?助手|机器人",
    "我是(?:一[名个])?[^省市县区州\\d]{0,8}(?:学生|记者|律师|代表|委员|老师)",
)
_PHRASE = re.compile("|".join(_PHRASES))
_WHEREVER = re.compile(f"(?<!^)在{_REPORT}{_IN}(?={_MARK}[一-龥])")
_MENTIONED = re.compile("(?:有没有|是否|有无)(?:提到|提及|谈到|说到|讲到|写到)过?")
_ASKED = re.compile(f"{_PLEASE}|{_MAY}|[你您]知道")
_ASKS = re.compile(
    "多少|几(?!句)|哪(?!位)|什么|谁(?!能)|如何|怎么?样?(?!说)|是否|有没有|何时|为何|啥|多[大高长久快]|没有$|[吗么]$"
)
_ASIDE = re.compile("[吗么呗](?=[?？]?$)")


def matter(question: str) -> str:
    """The question without greeting, thanks, request, and what says that a report is spoken of; empty where nothing
    else is said. 能告诉我…多少吗 asks for a number, not for yes or no."""
    said, may = _quiet(" ".join(question.split())), False
    while found := _around(said):
        start, end = found
        may = may or bool(_ASKED.match(simplified(said[start:end]).strip(" ,，")))
        said = _quiet(said[:start] + said[end:] if end < len(said) else said[:start].rstrip(" ,，、"))
    plain = simplified(said)
    if mentioned := _MENTIONED.match(plain):
        kept = "" if _ASKS.search(plain, mentioned.end()) else "有没有"
        said, plain = f"{kept}{said[mentioned.end() :]}", f"{kept}{plain[mentioned.end() :]}"
    if may and (aside := _ASIDE.search(plain)) and _ASKS.search(plain[: aside.start()]):
        said = said[: aside.start()] + said[aside.end() :]
    return said if any(char.isalnum() for char in said) else ""


def _quiet(said: str) -> str:
    """Without the clauses that are manners alone, where another one asks."""
    plain = simplified(said)
    clauses = [clause.span() for clause in _CLAUSE.finditer(plain)]
    asking = [bool(_ASKS.search(plain[start:end].strip(_ENDS))) for start, end in clauses]
    if not any(asking):
        return said
    told = zip(clauses, asking, strict=True)
    return "".join(said[a:b] for (a, b), asks in told if asks or not _polite(plain[a:b])).strip(" ,，、")


def _polite(clause: str) -> bool:
    said = clause.strip(_ENDS)
    return bool(_PHRASE.fullmatch(said)) or any(form.fullmatch(f"{said},") for form in _LEADS)


def _around(said: str) -> tuple[int, int] | None:
    """What stands at the beginning, at the end, in the midst or at the beginning of a later clause."""
    return next(_found(simplified(said)), None)


def _found(plain: str) -> Iterator[tuple[int, int]]:
    clauses = [clause.start() for clause in _CLAUSE.finditer(plain)]
    yield from _led(plain, 0)
    for form in _TRAILS:
        if (found := form.search(plain)) and found.start() in borders(plain):
            yield found.span()
    if (found := _WHEREVER.search(plain)) and {*found.span()} <= {*borders(plain)}:
        yield found.span()
    for start in clauses[1:]:
        yield from _led(plain, start)


def _led(plain: str, start: int) -> Iterator[tuple[int, int]]:
    """The longest that a form takes and that cuts no word."""
    for form in _LEADS:
        if found := form.match(plain, start):
            ends = (end for end in reversed(borders(plain)) if start < end <= found.end())
            whole = (end for end in ends if form.fullmatch(plain, start, end) and not _GOES_ON.match(plain, end))
            yield from ((start, end) for end in whole)
