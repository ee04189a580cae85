"""Units and measure words: what stands behind a number and makes it a quantity.

The words are those of the genre, by kind; the longest that fits is taken. A measure word that is the beginning of
another word (5部门, 3条例, 2000万人口) is none.
"""

import re

MONEY = "分钱 毛钱 元 美元 港元 欧元 日元 英镑 卢布 港币 澳元 新元 人民币"
RATES = "% ％ ‰ ‱ 个百分点 个千分点 个基点 倍 成 折 番"
SIZES = (
    "平方公里 平方千米 平方米 平方 立方米 立方 公顷 亩次 亩 华里 公里 千米 厘米 毫米 微米 纳米 英寸 英里 "
    "海里 米 里 "
    "公斤 千克 微克 毫克 克 市斤 斤 担 吨标准煤 标准吨 吨公里 载重吨 总吨 吨级 吨 标准箱 标箱 标米 重量箱 人公里 "
    "千瓦时 千瓦小时 瓦时 兆瓦时 千瓦 兆瓦 吉瓦 瓦 千伏安 千伏 伏 千卡 大卡 焦耳 摄氏度 度 ℃ 升 毫升 马力 "
    "桶 分贝 安时 平米 方"
)
LATIN = (
    "EFlops EFLOPS Eflops PFlops PFLOPS Pflops EF PF TF EB PB TB GB Tbps Gbps Mbps TEU GWh MWh kWh KWh GW MW kW KW "
    "MPa km kg nm "
    "mm cm μm ml mg P E T t"
)
TIMES = "小时 分钟 秒钟 秒 个月 个多月 个季度 个工作日 工作日 个小时 个交易日 个学期 天 周 年 岁 周岁 学时 课时"
HEADS = "人次 人天 户次 人 名 位 户 口"
COUNTS = (
    "批次 件次 场次 班次 架次 台次 艘次 车次 列次 课次 例次 票次 篇次 份次 项次 家次 个次 轮次 频次 标段 台套 辆次 "
    "款 方面 个 项 件 部 条 次 期 份 家 座 所 处 套 台 辆 艘 架 列 班 趟 场 篇 本 册 幅 块 片 宗 起 例 桩 "
    "类 种 门 支 只 头 匹 羽 "
    "株 棵 颗 粒 根 张 枚 层 栋 幢 排 组 队 批 轮 步 档 点 道 眼 孔 卷 集 首 词 句 字 箱 盒 袋 瓶 罐 包 节 "
    "盏 盘 副 双 对 "
    "顶 床 间 院 遍 回 笔 单 票 股 手 团 束 尾 穴 盆 颗 米段 银 铜 金 分 大 锭 枝 丛 面 车"
)
PLACES = "市州 县区 县市 省市 省区 县 国 乡 镇 村 市 省 州 地市"
# What a Chinese numeral may stand before: words that count, not those of ordinals, levels, spans of time and idioms.
_CHINESE_COUNTS = (
    "批次 件次 场次 班次 架次 个 项 件 部 条 次 期 份 家 座 所 处 套 台 辆 艘 架 列 趟 场 篇 本 册 幅 块 宗 "
    "起 例 桩 类 种 支 只 匹 "
    "株 棵 颗 根 张 枚 栋 幢 组 队 批 轮 大类 小时 分钟"
)
_CHINESE_SIZES = "平方公里 平方米 立方米 公顷 亩 华里 公里 米 公斤 市斤 斤 担 吨 千瓦时 千瓦 马力 度电"
_JOIN = {  # a measure word and what makes it another word
    "人": "口民才大员均工群物居力类造",
    "名": "义|城|牌|优(?!秀)",
    "位": "于|居|置|数(?!量)|一体",
    "户": "籍外均口",
    "口": "岸径",
    "个": "体(?:工商|户|经)|税|多月",
    "项": "目(?!标)",
    "部": "门委队长分署级",
    "条": "例款文",
    "次": "会级生区日",
    "期": "间货末望",
    "家": "庭|长(?!三|江|期|效)|属",
    "所": "有",
    "处": "理级",
    "班": "级子",
    "片": "区",
    "类": "似",
    "种": "植子养业粮",
    "门": "诊店类",
    "支": "持付撑出部",
    "组": "织团建成",
    "队": "伍员",
    "批": "准复",
    "轮": "驱车",
    "层": "次面",
    "点": "位名的击",
    "道": "路",
    "集": "群团体中成聚",
    "首": "批个次",
    "节": "能点约假日",
    "双": "一",
    "院": "校士",
    "回": "来",
    "单": "位元",
    "手": "机",
    "团": "队体结",
    "度": "假",
    "年": "代货度级轻",
    "周": "年边",
    "天": "然",
    "分": "之别钟局院公支担摊享",
    "大": "学型力规量",
    "克": "服",
    "里": "程",
    "元": "月旦",
    "方": "面案式向",
    "成": "立为功都员",
    "场": "馆所景",
    "台": "湾",
    "步": "行",
    "本": "科级地土市省县区",
    "面": "积向对临",
    "车": "站",
    "包": "括",
    "顶": "层",
    "排": "放水名污",
    "对": "口外接",
    "金": "融",
    "银": "行",
    "档": "案",
    "套": "路",
    "例": "如",
    "升": "级",
    "县": "域级城委政",
    "国": "家际道内产",
    "乡": "村镇",
    "村": "民级庄",
    "市": "场级值民政委直",
    "省": "级道委政内外份",
    "镇": "区街",
    "伏": "天",
    "米": "粮",
    "字": "塔",
    "秒": "杀",
    "件": "套",
    "列": "入为",
    "股": "份权",
    "笔": "记",
    "倍": "增",
    "张": "家(?:口|界)",
}


def _pattern(words: str) -> str:
    longest_first = sorted(set(words.split()), key=lambda word: (-len(word), word))
    return "|".join(w + _unless(_JOIN.get(w, "")) for w in longest_first)


def _unless(following: str) -> str:
    """One character of `following`, or what it says as a pattern, makes another word of a measure word."""
    return following and (f"(?!{following})" if "(" in following else f"(?![{following}])")


_WIDE = _pattern(f"{MONEY} {RATES} {SIZES} {TIMES} {HEADS} {COUNTS} {PLACES}")
_NARROW = _pattern(f"{MONEY} 个百分点 倍 {_CHINESE_SIZES} {HEADS} {_CHINESE_COUNTS}")
_PER = rf"(?:[/／](?:(?:人|户|亩)·)?(?:{_pattern(f'{SIZES} {TIMES} {HEADS} {COUNTS} 月 日')}))?"
MEASURE = rf"(?:{_pattern(LATIN)})(?![A-Za-z0-9])|(?:{_WIDE}){_PER}"
UNIT = re.compile(rf" ?(?P<unit>{MEASURE})")
LATIN_UNIT = re.compile(rf" ?(?:{_pattern(LATIN)})(?![A-Za-z0-9])")
CHINESE_UNIT = re.compile(rf"(?P<unit>{_NARROW})")
_SPEC = re.compile(r"吨级?|千瓦|兆瓦|吉瓦|千伏|伏|马力|英寸|纳米|MW|GW|kW")


def is_money(unit: str) -> bool:
    return unit.split("/")[0] in MONEY.split()


def is_rate(unit: str) -> bool:
    """A unit in which change is told: per cent, percentage points, times."""
    return unit in ("%", "‰", "倍", "成", "番") or unit.startswith("个百分点") or unit in ("个千分点", "个基点")


def is_size(unit: str) -> bool:
    """A unit of size that before a noun says how large each of them is: 70万吨煤制烯烃, 750千伏输变电工程."""
    return _SPEC.fullmatch(unit) is not None
