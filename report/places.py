"""Names of places in reports: which level of the state they belong to, and full names for short ones.

Levels follow article 30 of the constitution: 省 (省, 自治区, 直辖市), 市 (地级市, 自治州, 地区, 盟),
县 (县, 自治县, 旗, 市辖区, 县级市), 乡 (乡, 民族乡, 镇). A 市 is told by the closed list of the 293 cities at
prefecture level (codes of administrative divisions; 莱芜 was one until 2019): any other 市 is at county level.
"""

import re

from report.model import Level

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
AUTONOMOUS_REGIONS = ("内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区")
_SHORT = """
    河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾
""".split()  # noqa: SIM905 - a table of names reads better so
PROVINCES = tuple(f"{name}省" for name in _SHORT)
_FULL = {
    **{name[:-1]: name for name in (*PROVINCES, *MUNICIPALITIES) if name != "吉林省"},  # 吉林 is a city too
    **{name[: 3 if name.startswith("内") else 2]: name for name in AUTONOMOUS_REGIONS},
}
PROVINCE_NAMES = (*(name[:-1] for name in (*PROVINCES, *MUNICIPALITIES)), "内蒙古", "广西", "西藏", "宁夏", "新疆")
PREFECTURE_CITIES = frozenset(
    """
    石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中
    运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山
    抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 白城
    哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州
    南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
    合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田
    三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛
    淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山
    安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州
    荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底
    广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州
    揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙
    儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳
    贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 山南
    西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉
    庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 那曲
    """.split()  # noqa: SIM905
)
_ENDINGS: tuple[tuple[str, Level], ...] = (
    (r"省|自治区", "省"),
    (r"自治州|地区|盟|州", "市"),
    (r"县|旗|区", "县"),
    (r"乡|镇", "乡"),
)
_NAME = re.compile(r"[\u4e00-\u9fff]{1,24}?(?:省|自治区|自治州|地区|盟|州|县|旗|区|乡|镇|市)")
_GENERAL = re.compile(
    r"(?:全|我|本|该|每|市|县|区|省|乡|镇|州|自治)(?:省|市|县|区|州|旗|乡|镇|盟)|新区|各.*|(?:县市区|市县).*"
)


def level_of(place: str) -> Level | None:
    """The level of a place by its full name (its last part, where several are given: 邵阳市大祥区 is 县)."""
    if place in MUNICIPALITIES:
        return "省"
    if place.endswith("市"):
        return "市" if _last_part(place) in PREFECTURE_CITIES else "县"
    for ending, level in _ENDINGS:
        if re.search(rf"(?:{ending})$", place):
            return level
    return None


def full_name(name: str) -> str | None:
    """The full name of a place: itself if it is one, the province's for a short name (宁夏); None for other words."""
    if name in _FULL:
        return _FULL[name]
    return name if _NAME.fullmatch(name) and len(name) > 1 and not _GENERAL.fullmatch(name) else None


def _last_part(place: str) -> str:
    """The name of the last 市 in a chain (湖南省邵阳市 → 邵阳), without 市."""
    return re.split(r"(?<=.)[省市州盟区](?=.)", place[:-1])[-1]
