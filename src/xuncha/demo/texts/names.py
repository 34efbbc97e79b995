# ruff: noqa: E501
"""Names of the fictional district 清源区 and its neighbours; nothing here stands on a map."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

COUNTIES = (
    "清源区", "临桐县", "栗川县", "云麓县", "石鼓江县", "青碧县", "白箬县", "禾渡县", "松涧县", "桐坞县",
)  # fmt: skip
"""The first is the district; the others give the further counties of a larger scale."""

CITY = "云川市"

DEPARTMENTS: tuple[tuple[str, str], ...] = tuple(
    (name, field)
    for name, field in (
        one.split(":")
        for one in [
            "区委办公室:party",
            "区委组织部:party",
            "区委宣传部:party",
            "区委统战部:party",
            "区委政法委:party",
            "区委社会工作部:party",
            "区委编办:party",
            "区委党校:party",
            "区直机关工委:party",
            "区档案馆:party",
            "区融媒体中心:party",
            "区委老干部局:party",
            "区信访局:petition",
            "区人大机关:party",
            "区政协机关:party",
            "区法院:court",
            "区检察院:court",
            "区总工会:mass",
            "团区委:mass",
            "区妇联:mass",
            "区科协:mass",
            "区残联:disabled",
            "区工商联:mass",
            "区红十字会:mass",
            "区文联:mass",
            "区政府办公室:party",
            "区发改局:plan",
            "区教育局:edu",
            "区科技工信局:trade",
            "区民政局:civil",
            "区司法局:justice",
            "区财政局:finance",
            "区人社局:hr",
            "区自然资源局:land",
            "区生态环境局:eco",
            "区住建局:housing",
            "区交通运输局:transport",
            "区水务局:water",
            "区农业农村局:agri",
            "区商务局:trade",
            "区文旅局:culture",
            "区卫生健康局:health",
            "区退役军人局:veteran",
            "区应急局:emergency",
            "区审计局:audit",
            "区市场监管局:market",
            "区统计局:audit",
            "区医保局:insure",
            "区城管局:urban",
            "区林业局:forest",
            "区数据局:data",
            "区机关事务中心:affairs",
            "区供销社:affairs",
            "区公安分局:police",
            "区国资中心:finance",
            "区体育中心:culture",
            "区地方志中心:party",
            "区畜牧水产中心:agri",
            "区公路养护中心:transport",
            "区水库运管中心:water",
            "区产业园管委会:park",
            "区公共资源交易中心:data",
            "区房屋征收中心:housing",
            "区就业服务中心:hr",
            "区社保中心:hr",
        ]
    )
)
ENTERPRISES = (
    ("{c}城建投资公司", "urban"), ("{c}供水公司", "water"), ("{c}公共交通公司", "transport"),
    ("{c}粮食储备公司", "grain"), ("{c}文旅发展公司", "culture"), ("{c}农业发展公司", "agri"),
    ("{c}国有资产运营公司", "finance"), ("{c}环境卫生公司", "env"),
)  # fmt: skip
SCHOOLS = (
    "{c}第一中学", "{c}第二中学", "{c}实验中学", "{c}职业中专", "{c}实验小学", "{c}第一小学",
    "{c}城东小学", "{c}城西小学", "{c}机关幼儿园", "{c}特殊教育学校", "{c}教师进修学校",
)  # fmt: skip
HOSPITALS = (
    "{c}人民医院", "{c}中医医院", "{c}妇幼保健院", "{c}第二人民医院", "{c}康宁医院", "{c}疾控中心",
)  # fmt: skip

_STREETS = ("云津", "河西", "东屏", "凤栖")
_TOWNS = ("柳渡", "青箬", "石磨", "白鹭", "双碾", "禾丰", "松岗", "桐川")
_TOWNSHIPS = ("云顶", "苦竹", "野渡")
TOWN_STEMS: tuple[tuple[str, str], ...] = (
    *((one, "street") for one in _STREETS),
    *((one, "town") for one in _TOWNS),
    *((one, "township") for one in _TOWNSHIPS),
)
TOWN_SUFFIX = {"street": "街道", "town": "镇", "township": "乡"}
_FAR = "枫芦梅荷桂榆槐楠杏菱蒲茶芷葛麻苇棠樟椿橡"

_HEADS = [
    "石",
    "柳",
    "杨",
    "松",
    "竹",
    "青",
    "白",
    "黄",
    "大",
    "小",
    "上",
    "下",
    "新",
    "老",
    "双",
    "三",
    "枫",
    "桂",
    "长",
    "高",
    "李家",
    "张家",
    "王家",
    "刘家",
    "陈家",
    "周家",
    "胡家",
    "罗家",
    "谢家",
    "邓家",
    "曹家",
    "袁家",
    "龚家",
    "蒋家",
]
_TAILS = [
    "桥",
    "湾",
    "坪",
    "坝",
    "岭",
    "冲",
    "塘",
    "沟",
    "坡",
    "店",
    "垭",
    "岗",
    "河",
    "溪",
    "滩",
    "堰",
    "井",
    "田",
    "林",
    "寨",
]
_KNOWN = frozenset(
    [
        "大寨",
        "小岗",
        "黄河",
        "石林",
        "青田",
        "竹溪",
        "松溪",
        "上林",
        "新河",
        "大田",
        "青河",
        "桂林",
        "枫桥",
        "白河",
        "柳林",
        "黄岗",
        "双井",
    ]
)
"""Combinations that would name a place everybody knows."""
_QUARTERS = [
    "文昌",
    "迎春",
    "滨河",
    "建设",
    "和平",
    "书院",
    "桥东",
    "桥西",
    "南苑",
    "北苑",
    "锦绣",
    "朝阳",
    "学府",
    "民乐",
    "团结",
    "光明",
    "新民",
    "安居",
    "长青",
    "春晖",
    "惠民",
    "兴隆",
    "康乐",
    "百花",
    "水岸",
    "西门",
    "东街",
    "南街",
    "富康",
    "友谊",
    "广场",
    "玉兰",
    "芙蓉",
    "翠竹",
    "金桂",
    "丹枫",
    "站前",
    "工农",
    "解放",
    "园丁",
    "清溪",
    "凤鸣",
    "望江",
    "观澜",
    "沁园",
    "梧桐",
    "荷塘",
    "云锦",
    "启明",
    "永宁",
]

LEDGER_UNITS = ("区水务局", "区林业局", "柳渡镇")
"""Units of the running round for which there are ledgers to bring in."""

SURNAMES = tuple("张王李刘陈杨黄周吴徐孙胡朱高林何郭罗谢邓曹袁龚蒋沈韩唐冯董萧程彭曾田任姚卢姜崔谭")


def town_stems(county: int) -> list[tuple[str, str]]:
    """Stem and kind of the 15 townships of a county; those of further counties differ."""
    if county == 0:
        return list(TOWN_STEMS)
    first = _FAR[county * 2 % len(_FAR)]
    return [(first + stem[1], kind) for stem, kind in TOWN_STEMS]


def village_names(rng: Random) -> Iterator[str]:
    """Stems of villages in a drawn order, none twice."""
    names = [head + tail for head, tail in product(_HEADS, _TAILS) if head + tail not in _KNOWN]
    rng.shuffle(names)
    yield from names


def quarter_names(rng: Random) -> Iterator[str]:
    """Stems of communities in a drawn order, none twice."""
    names = list(_QUARTERS)
    rng.shuffle(names)
    yield from names
