"""What people say round a question, to whoever answers and about the report → what they ask.

None of it is in a report: looked for, it hides the words that are, and a question that is answered looks unanswered.
Two steps, until nothing is left to take off: a clause that speaks to somebody (我是学生, 谢谢您, 请尽快回复) and asks
nothing goes whole; of the others what stands at the beginning or the end (能告诉我 …, 报告里提到的 …).

>>> matter("你好,能帮我查一下报告里提到的粮食产量是多少吗?谢谢"), matter("請問糧食產量是多少")
('粮食产量是多少?', '糧食產量是多少')
>>> matter("查处了多少人"), matter("报告中小企业问题的是谁"), matter("谢谢")
('查处了多少人', '报告中小企业问题的是谁', '')
"""

import re

from report.simplified import simplified

_MARK = r"[\s,，。.!！:：;；、~～…]*"
_BIT = "(?:一?下子?(?!来)|一[句声])"
_ME = "(?:我们?|咱们?|俺们?)"
_YOU = "(?:[你您恁]们?)?"
_MAY = "(?:能不能|能否|可不可以|可否|是否可以|可以|(?:有人|谁|哪位)?能|方便的话|哪位)"
_PLEASE = "(?:请|麻烦|烦请|劳驾|拜托|恳请)"
_WHOLE = (
    "(?:告诉|告知|回答|解答|解释|说明|介绍|列举|列出|总结|概括|简述|梳理|讲讲|说说|谈谈|聊聊|看看|查查|"
    "找找|瞅瞅|翻翻|查询|查找|查看|搜索|核实|提供|透露|科普)"
)
_TELL = f"(?:{_WHOLE}{_BIT}?|[查找搜讲说看问]{_BIT}|知道)"
_HOW = "(?:(?:具体|详细|简要|简单|简短|直接|逐一|一一)地?)"
_SAYS = (
    "(?:提到|提及|谈到|说到|讲到|写到|写明|写着|列出|指出|显示|介绍(?!信)|说(?![明法没不])|所述|"
    "讲(?![话解述课没不])|写(?![作没不]))"
)
_ORGAN = "(?:政府|法院|检察院|人大常委会|人大|常委会)"
_REPORT = f"(?:这份|这个|这篇|该|本|贵|此)?{_ORGAN}?(?:年度)?(?:工作)?报告(?:的?内容)?"
_IN = "(?:里面?|当中|之中|中(?![小国医药央心老学等期层型欧部东西高])|内(?![容部河资需蒙地外])|上面)"
_FROM = "(?:在|从|据|根据|按照?|依据|依照|结合)"
_ALSO = "(?:那么?|现|特此|就|只|还|也|很|再|另外|顺便|最后|斗胆|冒昧地?|急需?|此外)"
_LEARN = "(?:知道|了解|请教|咨询|打听|问问|查查|查询|看看|弄明白|弄清楚?|搞清楚?)"
_THANKS = "[你您啦了哦啊们亲哈\U0001f64f]*"
_LEADS = tuple(
    re.compile(f"(?:{form})[啊哦呀哈]?{_MARK}", re.IGNORECASE)
    for form in (
        "(?:[你您]好|大家好|哈喽|嗨|hello|hi(?![a-z]))[呀啊]?",
        r"(?:谢谢|多谢|感谢|好的?|[嗯哦]|明白|知道|收到|那个|唉|诶)[你您啦了]*(?=[,，。.!！\s…])",
        f"{_ME}?{_ALSO}*想?(?:请问|敢问|请教|求问|想问(?!问))[你您]?{_BIT}?",
        f"{_PLEASE}?{_ME}?{_ALSO}*(?:问|打听|咨询|请教){_BIT}",
        f"{_ME}?{_ALSO}*(?:想要?|希望|需要|急需|就是想){_LEARN}{_BIT}?",
        f"{_ALSO}*(?:想?{_PLEASE}|{_MAY})*{_YOU}{_ALSO}*(?:帮忙|帮{_ME}?|[给跟为向替]{_ME}){_HOW}?(?:{_TELL}|说)(?!话){_ME}?",
        f"(?:{_PLEASE}|{_MAY})*{_YOU}(?:告诉|告知){_ME}|{_PLEASE}{_YOU}{_HOW}?{_TELL}{_ME}?",
        f"{_MAY}*{_YOU}{_HOW}?(?:{_WHOLE}{_BIT}|讲讲|说说|谈谈|聊聊|看看|查查|找找)",
        f"{_MAY}{_TELL}|[你您]知道(?![不没])|[查找搜]{_BIT}|查询(?=[:：])|(?:有没有人|有谁|谁)(?:知道|能?告诉{_ME})",
        f"{_PLEASE}?{_FROM}?{_REPORT}(?:{_IN}|上(?=[写说讲提]))(?:[所都还又]?{_SAYS}[过了的]*)?",
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
        rf"(?<=[,，。?？\s]){_REPORT}(?:{_IN}|上)?有?是?(?:没有?)?(?:怎么)?[写说讲提][到的了]*[吗么]?[?？]?",
        rf"(?<=[,，。?？\s])(?:{_MAY}{_YOU}(?:帮{_ME}|告诉{_ME})?{_TELL}?|[你您]知道)[吗么吧不]?[?？]?",
    )
)
_ENDS = " ,，。.!！?？;；:：~～…"
_CLAUSE = re.compile(f"[^{_ENDS}]+[{_ENDS}]*")
_SPEAKS = (
    "[你您恁](?!们)|^(?:我|俺)[也就又再还]?(?:是(?!不)|想|要|来|看报告|写|查|问)|谢(?!绝)|^麻烦|麻烦[你您了]|^打扰",
    "打扰[你您了一]|叨扰|不好意思|辛苦[你您了各核]|^拜托|费心|^求助|赐教|包涵|见谅|急急|在线等|^不[着]?急|盼复|为盼",
    "请予|恳请|敬礼|^祝|好人一生|比心|尊敬的|^[早晚下上]午?好|(?:老师|领导|同志|各位|助手)好|哈喽|感激|感恩",
    "^(?:我的|还?有一?个|问一?个)?.{0,2}问题(?:是|如下)?$|^提问|^(?:特此|现)?(?:咨询|函询)|问[一]?[句声遍]",
    "告诉一声|^顺便|^对了|^话说|^打听一?下|别啰嗦|只要数字|(?:不要|不用)解释|给出答案|注明出处|怎么说[呢的]$",
    "^请(?:直接|尽快|简要|认真|务必|于|用|按|批示|回|多)|报告(?:太长|打开|出来)|^在吗|^那个$|^喂$|^听好|^劳驾$",
    "最后一个|^测试|么么哒|^(?:师傅|大[哥姐爷妈叔]|小伙子|姑娘|闺女|同志|老师|老乡|朋友|哥们儿?|阿姨|小?助手)[们啊呀]?$",
)
_SPOKEN = re.compile("|".join(_SPEAKS))
_WHEREVER = re.compile(f"(?<!^)在{_REPORT}{_IN}(?={_MARK}[一-龥])")
_MENTIONED = re.compile(
    "(?:有没有|是否|有无)(?:提到|提及|谈到|说到|讲到|写到|说(?![法明])|讲(?![课座])|写(?!作))过?|讲没讲|写没写"
)
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
        may = may or bool(_ASKED.match(simplified(found[0]).strip(" ,，")))
        before, behind = said[: found.start()], said[found.end() :]
        said = _quiet(before + behind if behind else before.rstrip(" ,，、"))
    plain = simplified(said)
    if mentioned := _MENTIONED.match(plain):
        kept = "" if _ASKS.search(plain, mentioned.end()) else "有没有"
        said, plain = f"{kept}{said[mentioned.end() :]}", f"{kept}{plain[mentioned.end() :]}"
    if may and (aside := _ASIDE.search(plain)) and _ASKS.search(plain[: aside.start()]):
        said = said[: aside.start()] + said[aside.end() :]
    return said if any(char.isalnum() for char in said) else ""


def _quiet(said: str) -> str:
    """Without the clauses that speak to somebody, where another one asks."""
    plain = simplified(said)
    clauses = [clause.span() for clause in _CLAUSE.finditer(plain)]
    asking = [bool(_ASKS.search(plain[start:end].strip(_ENDS))) for start, end in clauses]
    if not any(asking):
        return said
    told = zip(clauses, asking, strict=True)
    return "".join(said[a:b] for (a, b), asks in told if asks or not _spoken(plain[a:b])).strip(" ,，、")


def _spoken(clause: str) -> bool:
    said = clause.strip(_ENDS)
    if any(char in '“”"「」《》' for char in said):
        return False
    return bool(_SPOKEN.search(said)) or any(form.fullmatch(f"{said},") for form in _LEADS)


def _around(said: str) -> re.Match[str] | None:
    """What stands at the beginning, at the end, in the midst or at the beginning of a later clause."""
    plain = simplified(said)
    leads = (form.match(plain) for form in _LEADS)
    trails = (form.search(plain) for form in _TRAILS)
    later = (form.match(plain, clause.start()) for clause in _CLAUSE.finditer(plain) for form in _LEADS)
    return next((found for found in (*leads, *trails, _WHEREVER.search(plain), *later) if found and found[0]), None)
