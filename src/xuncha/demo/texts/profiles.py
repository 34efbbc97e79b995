"""Who an organisation is: what it is called in sentences, its posts, places, sections, tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from xuncha.demo.texts.model import Organisation
from xuncha.demo.texts.trades import TOWN, TRADES, Trade


@dataclass(frozen=True, slots=True)
class Profile:
    """Words that stay the same in all sentences about one organisation."""

    fixed: dict[str, str]
    deputies: tuple[str, ...]
    sections: tuple[str, ...]
    matters: tuple[str, ...]
    projects: tuple[str, ...]
    below: tuple[str, ...]
    places: tuple[str, ...]
    staff: tuple[str, ...]
    mark: str
    tags: frozenset[str]
    mend: Callable[[str], str]


_GROUP = {"department": "dept", "enterprise": "soe", "school": "school", "hospital": "hospital"}
_SOE_FIELDS = {"water": "soe-water", "transport": "soe-transport", "env": "soe-env"}

_DEPARTMENT = {"b0": "局党组", "mt": "局党组会", "hd": "局党组书记", "fi": "局财务股",
               "of": "局办公室", "dc": "派驻纪检监察组"}  # fmt: skip
_BODY = {"b0": "{u}领导班子", "mt": "班子会", "hd": "主要负责人", "fi": "财务科", "of": "办公室",
         "dc": "机关纪委"}  # fmt: skip
_SOE = {"b0": "公司党委", "mt": "公司党委会", "hd": "公司党委书记", "fi": "公司财务部",
        "of": "公司综合部", "dc": "公司纪委"}  # fmt: skip
_SCHOOL = {"b0": "校党总支", "mt": "校务会", "hd": "校党总支书记", "fi": "总务处财务室",
           "of": "校办公室", "dc": "校纪检委员"}  # fmt: skip
_HOSPITAL = {"b0": "院党委", "mt": "院党委会", "hd": "院党委书记", "fi": "院财务科",
             "of": "院办公室", "dc": "院纪委"}  # fmt: skip
_STAFF = ("股长", "原股长", "副股长", "会计", "经办人", "干部", "原负责人")


def _town(name: str, kind: str) -> dict[str, str]:
    level = {"street": "街道", "town": "镇", "township": "乡"}[kind]
    body = "党工委" if kind == "street" else "党委"
    return {"b0": f"{name}{body}", "mt": f"{body}会", "hd": f"{body}书记", "fi": f"{level}财政所",
            "of": "党政办", "dc": f"{level}纪{'工委' if kind == 'street' else '委'}"}  # fmt: skip


_COMMUNITY_WORDS = {
    "村（社区）": "社区", "村（居）务": "居务", "村务监督委员会": "居务监督委员会", "村务": "居务",
    "村民代表": "居民代表", "村民会": "居民会", "村民": "居民", "村级后备": "社区后备",
    "村规民约": "居民公约", "旧村部": "原社区用房", "村组干部": "社区干部", "村组": "社区",
    "村容": "市容", "村建办": "城建办", "本村": "本社区", "全村": "全社区", "村里": "社区",
    "村账": "社区账", "驻村": "驻社区", "机耕道": "背街小巷", "沟渠": "排水沟", "鱼塘": "停车场",
    "荒山流转费": "广告位租金", "自来水入户费": "门禁卡费", "承包费": "场地租金", "承包": "出租",
    "机动地发包": "便民市场发包", "机动地": "空闲场地", "集体林采伐": "公共用房出租",
    "农机购置": "无障碍改造", "厕所改造": "管线改造", "柴草": "杂物", "通组路": "小区通道",
    "宅基地": "加建", "山界": "停车位", "坟山占地": "拆迁过渡", "土坯房": "砖木房", "院坝": "楼院",
    "组组张贴": "楼楼张贴", "每组贴": "每栋贴", "各组": "各网格", "组长": "楼栋长", "镇村": "街社",
    "农业农村办": "经发办", "自来水": "自来水", "水井": "窨井", "赶集日": "周末", "农村": "农村",
    "乡村": "乡村", "村": "社区",
}  # fmt: skip


def _mender(kind: str, parent_kind: str) -> Callable[[str], str]:
    """Words of villages in towns, turned into those of townships, streets and communities."""
    words: dict[str, str] = {}
    if kind == "community":
        words |= _COMMUNITY_WORDS
    elif kind == "village":
        words |= {"村（社区）": "村", "村（居）务": "村务"}
    level = parent_kind if kind in ("village", "community") else kind
    if level == "street":
        words |= {"镇纪委": "街道纪工委", "镇党委": "街道党工委", "全镇": "全街道", "镇": "街道"}
    elif level == "township":
        words |= {"镇": "乡"}
    elif level not in ("town", "village", "community"):
        words |= {"全镇": "全系统", "镇级": "区级", "镇交易站": "区交易中心", "镇审": "区审"}
    if not words:
        return str
    ordered = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, ordered)))
    return lambda text: pattern.sub(lambda found: words[found.group()], text)


@lru_cache(maxsize=64)
def _mender_of(kind: str, parent_kind: str) -> Callable[[str], str]:
    return _mender(kind, parent_kind)


def tags_of(organisation: Organisation) -> frozenset[str]:
    """The tags by which phrases are chosen."""
    kind, field = organisation.kind, organisation.field
    if kind == "village":
        return frozenset({"village", "cun"})
    if kind == "community":
        return frozenset({"village", "shequ"})
    if kind in ("street", "town", "township"):
        return frozenset({"unit", "town"})
    tags = {"unit", _GROUP[kind]}
    if kind == "department":
        tags.add(field)
    elif kind == "enterprise":
        tags.add(_SOE_FIELDS.get(field, "soe-other"))
        if field == "grain":
            tags.add("grain")
    return frozenset(tags)


def profile(
    organisation: Organisation, parent: Organisation | None, around: tuple[str, ...], rng: Random
) -> Profile:
    """The words for an organisation; ``around`` are names of places that belong to it."""
    kind = organisation.kind
    maker = _village if kind in ("village", "community") else _unit
    mend = _mender_of(kind, parent.kind if parent else "")
    return maker(organisation, parent, around, rng, mend)


def _unit(
    organisation: Organisation, parent: Organisation | None, around: tuple[str, ...], rng: Random,
    mend: Callable[[str], str],
) -> Profile:  # fmt: skip
    name, kind = organisation.short_name, organisation.kind
    trade: Trade = TRADES.get(organisation.field, TOWN)
    deputies: tuple[str, ...] = ("副局长", "党组成员", "总工程师")
    below = trade.below
    if kind in ("street", "town", "township"):
        fixed, trade = _town(name, kind), TOWN
        head = "街道办事处" if kind == "street" else TOWN_TITLE[kind]
        deputies = (f"副{head}" if kind != "street" else f"{head}副主任", "党委委员", "纪委书记")
        if kind == "street":
            deputies = (f"{head}副主任", "党工委委员", "人大工委主任")
        below = trade.below
    elif kind == "enterprise":
        fixed, deputies = _SOE, ("副总经理", "党委委员", "总会计师")
        below = (*below, "工程分公司")
    elif kind == "school":
        fixed, deputies = _SCHOOL, ("副校长", "工会主席", "德育主任")
        trade = TRADES["school"]
        below = trade.below
    elif kind == "hospital":
        fixed, deputies = _HOSPITAL, ("副院长", "总会计师", "工会主席")
        trade = TRADES["hospital"]
        below = trade.below
    elif name.endswith("局"):
        fixed = _DEPARTMENT
    else:
        fixed, deputies = dict(_BODY), ("班子副职", "分管负责人", "班子成员")
        fixed["b0"] = name + "领导班子"
    places = around or ("办公楼", "服务大厅")
    mark = "清" + trade.mark
    if trade is TOWN:
        mark = name.removesuffix("街道").removesuffix("镇").removesuffix("乡") + "政"
    return Profile(
        {"u": name, **fixed}, deputies, trade.sections, trade.matters, trade.projects, below,
        tuple(places), _STAFF, mark, tags_of(organisation), mend,
    )  # fmt: skip


TOWN_TITLE = {"town": "镇长", "township": "乡长"}
_CORNERS = {
    "village": [
        "老院子",
        "新屋场",
        "大坝上",
        "堰塘边",
        "后山湾",
        "河对门",
        "学堂坡",
        "晒谷坪",
        "水口庙",
        "油榨房",
    ],
    "community": [
        "1号院",
        "3号院",
        "老菜市巷",
        "电影院巷",
        "纺织厂宿舍",
        "供销社宿舍",
        "幸福小区",
        "教师公寓",
        "9号楼",
        "12号楼",
    ],
}
_GROUPS = ["一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组", "九组"]


def _village(
    organisation: Organisation, parent: Organisation | None, around: tuple[str, ...], rng: Random,
    mend: Callable[[str], str],
) -> Profile:  # fmt: skip
    village = organisation.kind == "village"
    corners = rng.sample(_CORNERS[organisation.kind], 5)
    if village:
        corners += rng.sample(_GROUPS, 4)
    stem = parent.short_name if parent else organisation.short_name
    mark = stem.removesuffix("街道").removesuffix("镇").removesuffix("乡") + "政"
    fixed = {
        "u": organisation.short_name,
        "b0": "村党组织" if village else "社区党组织",
        "mt": "村“两委”会议" if village else "社区“两委”会议",
        "hd": "村党组织书记" if village else "社区党组织书记",
        "fi": "报账员", "of": "文书", "dc": "村务监督委员会" if village else "居务监督委员会",
    }  # fmt: skip
    deputies = (
        ("村委会副主任", "村支部委员", "村委会委员")
        if village
        else ("居委会副主任", "支部委员", "居委会委员")
    )
    staff = (
        ("原村主任", "报账员", "村文书", "村委委员", "村支部委员")
        if village
        else ("原社区主任", "报账员", "社区文书", "居委委员", "网格员")
    )
    return Profile(
        fixed, deputies, ("便民服务站", "网格办"), ("为民服务", "网格管理"),
        ("环境整治项目",), ("网格",), tuple(corners), staff, mark, tags_of(organisation), mend,
    )  # fmt: skip
