# ruff: noqa: E501  (patterns)
"""Who, where and when: what in a text names them."""

from __future__ import annotations

import re
from functools import lru_cache

from xuncha.engines.checking.prose import fold
from xuncha.engines.drafting.figures import figures_of

_YEAR = r"(?:19|20)\d\d"
_WHEN = re.compile(
    rf"{_YEAR}\s*年(?:度)?|{_YEAR}\s*[-/.]\s*\d{{1,2}}|(?<!\d)\d{{1,2}}\s*月(?:份|底|初|中旬|上旬|下旬)?(?!度)|[一二三四五六七八九十]{{1,2}}月(?:份|底|初)?"
    r"|近\s*[一二三四五六两几\d]+\s*年|[一二三四五六七八九十两\d]+\s*年(?:多|余)?(?:来|以来|间|之久|以上|未|没有?|仍|才|不)|(?:前|去|今|当|上|本)年(?!度?计划)"
    r"|[上下]半年|第?[一二三四]季度|任(?:职|期)(?:期间|以来|内)|换届(?:以来|后)|(?:建局|成立|机构改革|党的[十九八二]+大|巡察|上[一轮次]+巡察)以来|截至|至今|连续[一二三四五六七八九十两\d]+(?:个?月|年|季度)|逾期\s*\d+|时隔|\d+\s*(?:个月|天|日|个工作日)(?:后|内|未|才|没)"
)
_BODY = r"(?:党组|党委|党工委|党总支|党支部|(?<!各)(?<!其他)支部|领导班子|班子成员|班子|“?两委”?班子|村“?两委”?|居“?两委”?|村委会|居委会|村民委员会|居民委员会|监委会|监督委员会|理事会|中心组|[局镇区乡院校委]机关|窗口人员|[局镇乡院校]属[^,。;]{0,6}单位|纪委|纪检组|派驻[^,。;]{0,4}组)"
_POST = r"(?:书记|主任|局长|所长|站长|院长|校长|园长|镇长|乡长|股长|科长|队长|组长|村长|会计|出纳|报账员|文书|经理|董事长|总经理|负责人|经办人|分管领导|主要领导|联络员|网格员|护林员|驾驶员|专干|职员|馆长|部长|主席)"
_UNIT = re.compile(
    r"(?:(?![年月日某向对由给从于与和及把将被的])[\u4e00-\u9fff]){1,12}?(?:办公室|财政所|局(?!面|部|限)|(?<!党)委(?!托|会|员|派|书记)|办(?!理|公|法|事|结|好|学|案|证|件|税)|镇(?!级)|乡(?![村镇亲])|街道(?!级)|村(?![级民集务容组干“庄])|社区(?!居)|股(?![份权东])|科(?![学技])|室(?!内|外)|站(?!位|点|台)|所(?![有属在以需得])|中心(?!组|工作|任务)|公司|集团|学校|一中|二中|中学|小学|幼儿园|医院|卫生院|卫生室|合作社|水库|小区|福利院|敬老院|养老院|支队|大队|中队|执法队|工会|供销社|银行|农场|林场|馆|园区|项目部|工程队|电视台|大厅|采石场|煤矿|矿山|矿区|工地|市场(?!价|化|主体|监管|秩序|准入)|车站|公园|景区|殡仪馆|养殖场|加油站|水厂|污水处理厂|垃圾场|学院|党校|商会|协会)"
)
_GENERIC = re.compile(
    r"^(?:各|某|某些|有的|个别|的|部分|有关|相关|少数|一些|多数|全|本|和|与|等|在|对|向|由|及|该|所|我|上级|下级|下属|直属|所属|基层|辖区|一|两|三|多|几|每|个|各级|农贸|建材|施工|建设|监理|其他|不|派驻|驻|进|下|到|会议|活动|阅览|党建)*(?:局|办|镇|乡|街道|村|社区|股|科|室|站|所|中心|公司|集团|学校|医院|馆|小区|合作社|水库|银行|工会|大厅|矿山|工地|市场|车站|公园|景区|协会)$"
)
_SOMEBODY = re.compile(
    r"(?:(?<=[,。;、年月由在对])|^)[\u4e00-\u9fff]{2,3}村(?=集体)|(?![向对由给从于与和及把将被是为有借])[\u4e00-\u9fff]某{1,2}(?![\u4e00-\u9fff]{0,4}(?:公司|单位|企业|中心))|[\u4e00-\u9fff](?:×{1,2}|\*{1,2})|“[^”]{2,20}”(?:项目|工程|路|小区)|[\u4e00-\u9fff]{2,12}(?:改造|硬化|建设|修缮|维修|整治|加固|绿化|扩建|新建|清淤)(?:工程|项目)|[\u4e00-\u9fff]{2,8}(?:大桥|公路|安置点|广场|大道|基地|协会)"
)
_NONE_DONE = re.compile(
    r"(?:从未|未曾|一次(?:也|都)?(?:未|没)|均未|全年(?:未|没)|至今未|尚未|一直未|仍未|未(?!能|来|必|及时|严格|完全|充分|有效|认真)[\u4e00-\u9fff]{2,}|没有[\u4e00-\u9fff]{2,}|空白|为零|无[\u4e00-\u9fff]{1,6}(?:记录|制度|台账|合同|公函|清单|方案|计划|手续|凭证|依据))"
)


_SOME_UNITS = re.compile(
    r"[\d一二两三四五六七八九十]+个(?:村|社区|镇|乡|街道|党?支部|股室|科室|站所|单位|项目|小区)"
)


def days(text: str) -> int:
    """How many points in time a text tells: its months where it tells any, else its years."""
    told = [fold(text)[a:b] for a, b in whens(text)]
    months = {one for one in told if "月" in one}
    return len(months or {one for one in told if re.match(_YEAR, one)})


def whens(text: str) -> list[tuple[int, int]]:
    """Where a text tells a time."""
    return [one.span() for one in _WHEN.finditer(fold(text))]


@lru_cache(maxsize=4096)
def places(text: str) -> tuple[str, ...]:
    """The units, places, projects and persons that a text names, in order, none twice."""
    plain = fold(text)
    found = [one.group() for one in _UNIT.finditer(plain) if not _GENERIC.search(one.group())] + [
        one.group() for one in _SOMEBODY.finditer(plain)
    ]
    return tuple(dict.fromkeys(found))


def bodies(text: str) -> set[str]:
    """The Party's and other bodies that a text names (党委, 支部, 班子)."""
    return set(re.findall(_BODY, fold(text)))


def names_somebody(text: str) -> bool:
    """Whether a text says who or where: a body, a post, a unit, a place, a person."""
    plain = fold(text)
    if any(re.search(one, plain) for one in (_BODY, _POST, _SOME_UNITS)):
        return True
    return bool(places(text))


def tells_how_much(text: str) -> bool:
    """Whether a text tells any figure, or that a thing was not done at all."""
    return bool(figures_of(text)) or _NONE_DONE.search(fold(text)) is not None
