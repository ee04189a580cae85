"""Every word on the screen and in the server's terminal: no other file under web/ holds one of Chinese.

`SCREEN` are the words the scripts in static/ need; they travel as JSON in the head of the page. `{name}` is filled in
by the caller (Python: `str.format`; the scripts: the same braces).
"""

from typing import Final

NAME: Final = "出处"
TAGLINE: Final = "问工作报告,答案是报告里的原话"
TITLE: Final = "出处 · 工作报告原文检索"

# tabs, box, slider
TAB_ASK: Final = "问答"
TAB_SUMMARY: Final = "摘要"
TAB_CHECK: Final = "核对"
TAB_DIFF: Final = "对比"
TAB_TRAY: Final = "摘录"
ASK: Final = "提问"
ASK_LABEL: Final = "问题"
ASK_PLACEHOLDER: Final = "用一句话提问,回车发送"
LENGTH: Final = "摘要长度(字)"

# before the first question
WELCOME: Final = "想在报告里找什么?"
WELCOME_MORE: Final = "用自己的话问。每条答案都是报告原文,一字不改,附所在章节,可查看、可引用。"
EXAMPLES_LABEL: Final = "例如"
EXAMPLES: Final = (  # a figure, a paraphrase, a list, and one that the report does not answer
    "热线反映的问题解决率是多少",
    "群众有意见可以去哪里反映",
    "开展了哪些执法检查",
    "全市地区生产总值是多少",
)
ONLY_SEARCH: Final = "只检索"
ONLY_SEARCH_MORE: Final = "只按相关度列出原文,不判断报告有没有回答"
RANKED: Final = "按相关度列出 {n} 处原文。"
NEW_CHAT: Final = "新对话"
CONVERSATION: Final = "对话"

# answers
SHORT: Final = "答:"
BETWEEN: Final = "、"
FOUND: Final = "找到 {n} 处原文,最相关的在前。"
FOUND_ONE: Final = "找到 1 处原文。"
MORE: Final = "另有 {n} 处,相关度依次降低"
NOTHING: Final = "没有找到可引用的原文。换一种说法再问一次。"
UNDERSTOOD_ALL: Final = "对问题的理解"
UNDERSTOOD: Final = {  # by the field of Query
    "understood": "承接前面的提问,查的是「{}」",
    "places": "只在 {} 的报告中找",
    "years": "问的是 {} 年",
}
REWORDED: Final = "查的是「{}」"  # 生产总值 for GDP, a slip: nothing was taken from the questions before
UNDO: Final = "去掉这一条,重新查找:{}"  # what a screen reader says of the ×
AND: Final = "、"
GO_ON: Final = "接着问"
NEAR: Final = "相近段落"
NEAR_NONE: Final = "各份报告中没有相近的段落。"
DOUBT: Final = "拿不准:报告{missing}。下面是意思最近的原文,请看是否答了所问。"
NEAREST: Final = "最接近的原文(不是答案)"
PARAGRAPH: Final = "第{n}自然段"
FRONT: Final = "报告开头"  # title, date, speaker: before the first paragraph
CUT: Final = "…"  # a label that is too long
NTH: Final = "{label}(第 {n} 处)"  # what a screen reader says
PAGE: Final = "第{n}页"
OPEN: Final = "查看原文"
COPY: Final = "复制引用"
COPY_QUOTE: Final = "原文"
COPY_SOURCE: Final = "原文+出处"
COPY_GBT: Final = "GB/T 7714 著录"
FULL_WIDTH: Final = "复制时规范标点(半角改全角)"
GAP: Final = "……"
NO_HEADING: Final = "(标题之前)"

# reader
READER: Final = "报告原文"
READER_SOON: Final = "报告载入后,全文显示在这里。"
READER_PICK: Final = "选择报告"
CONTENTS: Final = "目录"
BODY: Final = "正文"
CLOSE: Final = "关闭原文"
OPEN_READER: Final = "看全文"
FIND: Final = "查找"
PREVIOUS: Final = "上一处"
NEXT: Final = "下一处"
PRINT: Final = "打印"
CONTINUED: Final = "原报下转{place},此文件不含续文"
CONTINUED_SOMEWHERE: Final = "原报转下文,此文件不含续文"
DATE: Final = "{}年{}月{}日"
COPY_LINK: Final = "复制本句链接"
COPY_SENTENCE: Final = "复制本句"
SENTENCES: Final = "逐句"
SENTENCES_MORE: Final = "逐句查看,复制一句或它的链接"
SENTENCE_BEFORE: Final = "上一句"
SENTENCE_AFTER: Final = "下一句"
SENTENCE_AWAY: Final = "收起"

# summary
SUMMARY: Final = "报告摘要"
SCOPE: Final = "摘要范围"
SCOPE_WHOLE: Final = "整份报告"
SCOPE_ALL: Final = "库中全部报告"
ABOUT_TOPIC: Final = "主题,可不填"
ONE_SENTENCE: Final = "一句话"
COVERAGE: Final = "按原文顺序摘 {n} 句,共 {chars} 字;{line}。句句为原文,点击可查看所在位置。"
POSTER: Final = "一图读懂"
POSTER_TOLD: Final = "页上的字都是报告原文,点击可查看所在位置;打印本页即可张贴。"
SUMMARY_EMPTY: Final = "这个长度放不下任何一句原文,请把长度调大。"

# checking a draft
DRAFT_LABEL: Final = "要核对的文字"
DRAFT_MORE: Final = "粘贴一句引文、一段话或整篇稿件,逐句与报告核对"
CHECK: Final = "核对"
CHOOSE_DOCX: Final = "选择 Word 文件"
MARKED: Final = "下载带修订的 Word 文件"
TAKE_BACK: Final = "撤销替换"
CHECKED_LABEL: Final = "核对结果"
CHECKED: Final = "核对了 {n} 处引文、数字和名称,结果按稿件顺序排列:"
CHECKED_NONE: Final = "没有找到可以核对的引文、数字或法规名称。"
TRUTHS_ALL: Final = "各类结果,点击到下一处"
TRUTHS: Final = {"exact": "一致", "equal": "标点不同", "altered": "有改动", "figure": "数字不符", "absent": "未见"}
ALARMS: Final = "稿件自身前后不一致"
ALARM_AT: Final = "第 {n} 处"
AGREES: Final = "一致或只差标点的 {n} 处"
UNCHECKED: Final = "未能核对的 {n} 处"
SIDE_REPORT: Final = "报告"
SIDE_BOTH: Final = "原文"
REPLACE: Final = "替换为原文"

# two reports side by side
SIDES: Final = {"old": "旧", "new": "新"}
SIDE_SAME: Final = "两份相同"
CLASSES: Final = {"kept": "保留", "changed": "改动", "added": "新增", "dropped": "删去"}
FILTER: Final = "显示哪些句子"
COMPARE: Final = "对比"
COMPARED: Final = "对比结果"
COMPARE_MORE: Final = "选两份报告,逐句对照:哪些保留、哪些改动、哪些新增或删去。"

# tray
KEEP: Final = "摘录"
TRAY_EMPTY: Final = "还没有摘录。"
TRAY_EMPTY_MORE: Final = "在任何一处原文下点“摘录”,原话连同出处收到这里,可排序、加按语、导出。关闭这个标签页即清空。"
TRAY_LOST: Final = "{id}:{why}请删去这一条,再从报告里重新摘录。"
TRAY_LINK: Final = "摘录的链接不对:{link}"
NOTE: Final = "按语"
EARLIER: Final = "上移"
LATER: Final = "下移"
REMOVE: Final = "删去"
EXPORT_DOCX: Final = "导出 Word 文件(docx)"
EXPORT_MD: Final = "导出 Markdown"

# states and errors; each says what to do
LOADING_MODEL: Final = "正在载入模型,约需十几秒,好了会自动可用。"
BUILDING: Final = "首次启动,正在为 {n} 份报告建立索引,约需一分钟。"
EMPTY: Final = "库里还没有报告。"
EMPTY_MORE: Final = "在运行本程序的机器上执行 python -m index add 文件名,加入 txt、md 或 docx 报告,本页随后自动可用。"
TOO_LONG: Final = "{what}有 {found} 字,最多 {limit} 字,请缩短后再发。"
TOO_MANY: Final = "{what}有 {found} 项,最多 {limit} 项。"
NO_REPORT: Final = "没有名为「{id}」的报告,现有:{known}。"
NO_REPORTS_AT_ALL: Final = "无(库是空的)"
LINK_RANGES: Final = "链接里的位置「{found}」不对,应形如 120-310,各不超过 9 位数字;请重新复制链接。"
LINK_LONG: Final = (
    "链接所指的位置现在不是原来的文字;所引有 {found} 字,超过 {limit} 字的不再查找移到了何处。请打开报告重新摘录。"
)
LINK_CHANGED: Final = "链接所指文字已变动,报告里已没有这段原话。"
BAD_QUOTE: Final = "有一条引文与报告原文不符,未予显示。请运行 python -m index check 检查库。"
STOPPING: Final = "服务器正在停止,这次没有答完。重新启动后请再试一次。"
BROKEN: Final = "服务器处理时出错,已记录。请再试一次;仍不行时查看运行窗口里的记录。"
DRAFT: Final = "稿件"
CHECKED_FILE: Final = "稿件(核对).docx"
TOO_BIG: Final = "文件超过 {limit} MB;请删去其中的图片再发。"
NO_FILE: Final = "请求正文是空的;应为 .docx 文件本身。"
NOT_JSON: Final = '请求正文应为 JSON 对象,例如 {"question": "…"}。'
FIELD_MISSING: Final = "缺少字段 {field}。"
FIELD_UNKNOWN: Final = "没有名为 {field} 的字段。"
REQUEST: Final = "请求"
FIELD_WRONG: Final = "字段 {field} 的内容不对:应为{expected}。"
EXPECTED: Final = {
    "string_type": "文字",
    "string_unicode": "能用 UTF-8 写出的文字",
    "list_type": "列表",
    "tuple_type": "列表",
    "int_type": "整数",
    "int_parsing": "整数",
    "int_from_float": "整数",
    "greater_than_equal": "不小于 {ge} 的数",
    "less_than_equal": "不大于 {le} 的数",
}
EXPECTED_OTHER: Final = "接口说明中的类型"

# footer; the figures are those of figures.json
ABOUT: Final = "关于"
ABOUT_LINES: Final = (
    "出处 {version}。答案、摘要逐字出自报告,显示前与原文逐字核对。",
    "向量模型:{model}。默认模型 m3e-small 的许可仅限研究与非商业用途,可用 CHUCHU_MODEL 换成其他模型。",
    "评测(自带报告,{questions} 道已知题):{answerable} 道有答案的题中,第一段就含答案的占 {hit@1:.1%},"
    "前五段含答案的占 {hit@5:.1%},第一处标注就是答案的占 {mark@1:.1%};{silent} 道没有答案的题中,"
    "{refused} 道如实说未提及。换成没见过的题,结果会低一些。",
    "本页不向外网发送任何请求,不把提问写进文件;对话只留在这个浏览器标签页里,关闭即消失。",
)
UNCALIBRATED: Final = "当前模型不是默认模型:“报告未提及”按通用规则判断,未经校准;日常说法的对照也不启用。"

# what ui.py and chuchu say in the terminal
USAGE: Final = "用法:chuchu {verbs} …(各命令加 -h 看说明)"
NOT_ADDED: Final = "错误:未加入 {why}"
SERVING: Final = "出处:请用浏览器打开 http://{host}:{port} (按 Ctrl+C 停止)"
READY: Final = "模型与报告库已就绪。"
_SET: Final = (
    "先执行 export {env}={another}(Windows 的 cmd:set {env}={another};PowerShell:$env:{env}='{another}'),再重新启动"
)
BAD_PORT: Final = "{env}={found} 不是端口号,应为 1 到 65535 的整数;请" + _SET
PORT_TAKEN: Final = "端口 {port} 已被占用。请停掉占用它的程序;或换一个端口:" + _SET
NO_LISTENING: Final = "无法在 {host}:{port} 上监听({why})。请检查 {env},只在本机使用时不必设置它"

SCREEN: Final = {
    "waiting": "正在查找…",
    "lost": "连不上服务器。请确认程序仍在运行(python ui.py);恢复后会自动继续。",
    "broken": BROKEN,
    "retry": "再试一次",
    "copied": "已复制",
    "copiedFullWidth": "已复制,半角标点已改为全角;原文未改",
    "copyFailed": "浏览器不允许复制。文字已选中,请按 Ctrl+C(苹果电脑按 ⌘C)。",
    "hitCount": "第 {i} / {n} 处",
    "findNone": "没有找到",
    "findCount": "{i} / {n}",
    "you": "你问",
    "replaced": "已替换为原文",
    "draftChanged": "文字在核对之后改动过,已重新核对",
    "markedFile": "{name}(核对).docx",
    "whole": SCOPE_WHOLE,
    "all": SCOPE_ALL,
    "one": "库里只有一份报告,再加入一份才能对比。",
    "diffFile": "对比",
    "kept": "已摘录,共 {n} 条",
    "keptAlready": "这一条已经摘录过了",
    "keptCount": "{n} 条",
    "keptFile": "摘录",
    "saved": "已导出「{name}」",
}
