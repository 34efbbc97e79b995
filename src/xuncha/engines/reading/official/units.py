"""Which organisations and villages were inspected: names after the words that point at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from xuncha.engines.reading.official.numbers import NUMBER, whole
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.paper import Facts

_SUFFIX = (
    r"(?:党组|党委|党工委|工委|党总支|总支|党支部|支部|委员会|工作委员会|局|厅|委|办|办公室|办事处|街道|镇|乡|中心|集团|公司|学院|大学"
    r"|中学|小学|幼儿园|学校|医院|卫生院|法院|检察院|总工会|工会|妇联|文联|科协|残联|工商联|侨联|社科联|红十字会|党校|馆|园|站|所|机关|管委会|联社|银行"
    r"|部|处|室|基地|剧团|[省市县区]?[一二三四五六七八九十]{1,2}中|报社|电视台|社|院|队|总公司|园区|开发区|高新区|分局|支队)"
)
_UNIT = re.compile(rf"[\u4e00-\u9fffA-Za-z·\d()“”-]{{1,30}}?{_SUFFIX}(?:\([^()]{{1,8}}\))?$")
_VILLAGE = re.compile(
    r"[\u4e00-\u9fff]{1,20}?(?:村|社区|嘎查)(?:(?:村|居)?民?(?:委员会|委会|委)|党(?:支部|总支|委|组织))?$"
)
_POINT = re.compile(
    r"(?:巡察|巡视|进驻|反馈|巡察对象|对象|“?回头看”?|延伸巡?|专项|常规|提级巡察|机动式?”?巡察|了解)(?:情况)?|(?<![针面相])对(?=[^,。;、]{2,40}(?:开展|进行|作|实施|[,、]))|向(?=[^,。;]{2,60}(?:反馈|通报))|到(?=\d|[\u4e00-\u9fff]{2,30}(?:村|社区|镇|乡|党组|党委|局))|涉及(?=[\u4e00-\u9fff]{2,10}(?:村|社区)、)"
)
_LEAD = re.compile(
    r"^(?:[:—\s]|涉及|以及|及|和(?![平睦谐顺悦])|与|分别|带巡|直巡|指出|巡察|巡视|进驻|进驻到|开展|进行|了|对象为|对象|方式为|为|常规|专项|提级|延伸|机动|式|”|“(?=[\u4e00-\u9fff]+$)|政治|政(?=治)|对|向|到|在|家|个|等|其中|另外?|还|并|原|包括|即|是|由|的|所辖|辖区(?=[\u4e00-\u9fff]{2})|所属|直属|下属|含|立足|专题|集中"
    r"|(?:\d+|[一二三四五六七八九十]+)[个家所]?(?:单位|党组织|部门|乡镇|镇|街道|区直部门|县直部门|市直单位|区直单位|县直单位)?(?:\([^()]*\))?(?=[:—(]))+"
)
_CUT = re.compile(
    r"巡察(?:了|对象[为是]?)?|巡视|进驻|反馈|了解|对象[为是]?|“?回头看”?|延伸(?:到|至)?|常规|专项|提级|“?机动式?”?|开展|进行"
    r"|(?<![针面相])[对](?!外|口)|(?<!意)向(?!阳|前|东|南|西|北)|(?<![街达])到(?!底)"
)
_TAIL = re.compile(
    r"(?:开展|进行|实施|(?<![合工操协写])作了?|作\d+天|反馈|通报|主要负责人|领导班子|党组织(?=$)|常规|专项|政治巡察|巡察|巡视|集中|的涉粮|(?<![高初])等(?!职|专|学).*|公立|所辖|延伸|本级|班子|下属(?=\d|各|单位)|[两二三四五六七八九十]{1,2}[个家](?:直属|下属)?(?:单位|党组织|部门)|动员|开动员会|上午|下午|的?\d.*$|并.*$|后$|情况$|启动$|完毕$|全面$|领导$).*$"
)
_NOT = re.compile(
    r"^该|巡[乡镇]带村|^组|受理|反映|信访件|汇报|巡察组|巡视组|督[察查]组|工作组|领导小组|巡察办|党组织$|负责人|会议室|接待室|楼$|有关|各[单部]|部门$|单位$|^(?:省|市|县|区|旗|州|校)委$|^(?:[\u4e00-\u9fff]{2,4})?[省市县区旗]委(?:巡察)?$|群众|(?<!老)干部|党员|信箱|门口|大厅|方案|问题|不含|整顿|^(?:科技园|社区中心|居委会)$|会议|材料|小组$|^.{0,2}接待|届|第.{1,2}轮|^(?:学|校)校?党委$|工作$|所属|下级|书记|^[一二三四五六七八九十\d]+[个家]|全体|^(?:中共)?.{1,3}(?<![社园新开])[市县区]$|意见|网站|信箱|邮箱|电话|办理|审议|纪委监委|整改|^(?:社区|学校|机关|医院|党委|党组|公司|中心|街道|镇|乡|村|办|部|所|园|局|委|院|会)$|安排|党委会"
)
_TITLE = (
    re.compile(
        r"^(?:中共)?(?P<unit>[\u4e00-\u9fffA-Za-z()]{2,40}?)(?:关于|落实|巡察|巡视|贯彻|集中整改|整改)"
    ),
    re.compile(r"关于原(?P<unit>[\u4e00-\u9fff]{2,30}?)(?:巡察|整改)"),
)
_OF_TITLE = (
    re.compile(r"(?=(?:对|向|巡察)(?P<unit>[\u4e00-\u9fff]{2,30}?)(?:巡察|的?反馈|开展|进行))"),
    re.compile(r"填报单位[:为]?\s*(?P<unit>[\u4e00-\u9fff]{2,30})"),
    re.compile(r"^(?:中共)?(?P<unit>[\u4e00-\u9fff]{2,30}?)(?:关于|落实|巡察|整改|:$)"),
)
_DISTRICT_TITLE = re.compile(
    r"^中共(?:[\u4e00-\u9fff]{2,4}?[省市])?(?P<unit>[\u4e00-\u9fff]{1,4}?[市县区旗州])委员会(?:$|关于)"
)
_COUNTY = r"[\u4e00-\u9fff]{2,5}?(?:县|区|市|旗)"
_COUNTIES = re.compile(
    rf"(?:对|巡[察视](?:了)?|进驻)(?P<names>(?!全|各|所|社){_COUNTY}(?:[、和及]{_COUNTY})+)(?=等?\d|等?[家个]|党委|委|开展|进行|[,。;]|巡察)"
)
_ABOVE_COUNTIES = frozenset({"省", "市", "州", "区"})
_SHARED = re.compile(
    rf"(?:向|对|巡察)(?P<names>[\u4e00-\u9fff]{{2,12}}(?:、[\u4e00-\u9fff]{{2,12}}?)+)(?P<count>{NUMBER})[个家](?P<what>(?:学院|乡镇?|镇|街道|局|公司|支行|分局|院|所)(?:党委|党组|党总支|党支部|党工委)?)(?![\u4e00-\u9fff]*?(?:部门|单位))"
)
_ALSO = re.compile(r"对[^。;]{2,60}(?:开展|进行)(?:了)?[^。;,]{0,12}(?:巡察|延伸|提级)")
"""Once the inspected one is told, only a sentence that tells whom the stay was at tells more."""
_SENT_OUT = re.compile(r"个(?:巡察)?组(?:分别)?[^,。]{0,8}巡察")
_SHORT = re.compile(
    rf"(?:(?:所属|所辖|下辖|辖区)的?|(?:对|[镇乡]|街道|及|和|含)(?!所|下|辖))(?P<names>[\u4e00-\u9fff]{{2,4}}(?:、[\u4e00-\u9fff]{{2,4}}?)+)等?(?P<count>{NUMBER})个(?P<what>村|社区)"
)
_WHOLE = re.compile(r"[村区局镇乡委部院校组厅办站所]$|道$")
_JOINED = re.compile(r"(?:(?!以及|[及与]|(?<![祥永中共仁太泰])和(?![平睦谐顺悦])).)+")
"""Stretches between 和, 及 and 与; 和平, 永和 and the like are places' names."""
_IN_VILLAGE = re.compile(r"(?:村|社区)(?:党?总?支部)?(?:委员会)?$|(?:村|社区)(?:总?支部)委员会$")
_LISTED = re.compile(rf"(?:村级党组织|村党组织|村\(社区\))(?P<count>{NUMBER})个")
_SELF = re.compile(
    r"^(?:我|本)(?:乡|镇|局|委|街道|单位|公司|院|校|村|社区|集团|区|办|会|中心)(?:党[委组]|党工委)?$|^(?:镇|乡|街道|局|院|校)党(?:委|组|工委)$"
)
_DISTRICT = re.compile(
    r"(?:日|对|至\d+月)巡视(?:了)?(?P<unit>[\u4e00-\u9fff]{1,5}[市县区旗州]委?)(?=[,，。])"
)
_MANY = re.compile(
    rf"(?P<count>{NUMBER})(?:个|家)(?:重点关注类|省定贫困|一般)?(?P<what>(?:行政)?村(?:级党组织|党组织)?(?:\(社区\)|和社区|社区)?(?:党组织)?|社区)(?!集体|干部|民|级集体)"
)
_MANY_UNITS = re.compile(
    rf"(?:共|等|向|(?<!面)对|进驻(?:了)?|对象共|巡察(?:了)?|全区|以上共|\)|^)(?P<count>{NUMBER})[个家](?:[省市县区]直)?(?:机关)?(?:单位|党组织|部门)"
)


_PIECE = re.compile(r"(?:[^、,;:。—()|\s-]|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff]))+")
"""Stretches between stops; a single hyphen joins two places in one name."""
_UNIT_LIST = re.compile(rf"(?:[\u4e00-\u9fff()]{{2,24}}?{_SUFFIX}[、,和及 ]*){{1,30}}")


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    start: int
    end: int

    @property
    def is_village(self) -> bool:
        return _VILLAGE.fullmatch(self.words) is not None and not self.words.endswith(
            ("乡村", "农村")
        )


def find_units(
    page: Page, head: list[Line], kind: str, body: list[tuple[int, int]], facts: Facts
) -> None:
    """Tell organisations and villages, and their numbers. ``body``: where single problems stand."""
    if kind in {"summary", "other"}:
        head = [one for one in head if _SENT_OUT.search(one.text)]
    is_told = False
    for sentence in head:
        if is_told and not _ALSO.search(sentence.text):
            continue
        for name in _names(page, sentence):
            _add(page, name, facts, kind)
        _short_villages(page, sentence, facts)
        _suffixed_units(page, sentence, facts)
        if facts.value("level") in _ABOVE_COUNTIES:
            _counties(page, sentence, facts)
        is_told = kind in {"notice_rectification", "feedback"} and bool(
            facts.values("organisations")
        )
    _without_towns_of_villages(page, facts)
    for match in _DISTRICT.finditer(page.plain):
        facts.add("organisations", match["unit"], match.start("unit"), match.end("unit"))
        break
    if kind == "notice_rectification" and not facts.values("organisations"):
        _from_title(page, facts)
    if kind == "notice_rectification" and not facts.values("organisations"):
        _district_of_title(page, facts)
    if kind in {"feedback", "ledger"} and not facts.values("organisations"):
        _of_title(page, facts)
    spans = sorted(body)
    outside = [one for one in head if not _is_within(one, spans)]
    _numbers(page, outside, kind, facts)


def _is_within(line: Line, spans: list[tuple[int, int]]) -> bool:
    """Whether a line touches one of the spans, which follow each other."""
    at = bisect_left(spans, line.end, key=lambda one: one[0]) - 1
    return at >= 0 and spans[at][1] > line.start


def names_after(page: Page, block: Line) -> list[tuple[int, int]]:
    """Where the names of what is inspected stand in a block that speaks of one team."""
    told: dict[str, tuple[int, int]] = {}
    for match in re.finditer(r"[^。\n\t|]+", page.plain[block.start : block.end]):
        start = block.start + match.start()
        line = Line(start, start + len(match.group()), match.group())
        is_list = _UNIT_LIST.fullmatch(line.text.strip("()：: ")) is not None
        for name in _names(page, Line(line.start, line.end, line.text, is_cell=is_list)):
            told.setdefault(page.text[name.start : name.end], (name.start, name.end))
    return list(told.values())


def _names(page: Page, sentence: Line) -> list[_Name]:
    """Names in a sentence that come after a word which points at what is inspected."""
    text = page.plain[sentence.start : sentence.end]
    point = 0
    if not sentence.is_cell:
        first = _POINT.search(text)
        if first is None:
            return []
        point = first.start()
    found: list[_Name] = []
    for match in _PIECE.finditer(text, point):
        start = sentence.start + match.start()
        found += _of_piece(match.group(), start)
    return found


def _of_piece(piece: str, start: int) -> list[_Name]:
    """The names in a piece between stops: cut where words point at them, then by 和 and 及."""
    made: list[_Name] = []
    at = 0
    for part in _CUT.split(piece):
        place = piece.index(part, at)
        at = place + len(part)
        made += _joined(part, start + place)
    return made


def _joined(part: str, start: int) -> list[_Name]:
    """One name, or several that 和 or 及 joins where each stands by itself."""
    found: list[_Name] = []
    pieces = list(_JOINED.finditer(part))
    for one in pieces:
        name = _trimmed(one.group(), start + one.start())
        if name is not None:
            found.append(name)
    if len(found) == len(pieces):
        return found
    whole_name = _trimmed(part, start)
    return found if whole_name is None or len(found) > 1 else [whole_name]


def _trimmed(piece: str, start: int) -> _Name | None:
    """The name in a piece: without what stands before and goes on after it."""
    lead = _LEAD.match(piece)
    if lead:
        start, piece = start + lead.end(), piece[lead.end() :]
    piece = _TAIL.sub("", piece, count=1)
    if not 2 < len(piece) <= 36 or _NOT.search(piece):
        return None
    if not (_VILLAGE.fullmatch(piece) or _UNIT.fullmatch(piece)):
        return None
    return _Name(piece, start, start + len(piece))


def _add(page: Page, name: _Name, facts: Facts, kind: str) -> None:
    if _SELF.match(name.words) and kind == "notice_rectification":
        before = len(facts.values("organisations"))
        if not before:
            _from_title(page, facts)
        if before or len(facts.values("organisations")) > before:
            return
    field = "villages" if name.is_village else "organisations"
    bare = _bare(name.words)
    if name.is_village and any(_bare(one).endswith(bare) for one in facts.values(field)):
        return
    known = facts.told.get(field, [])
    same = next((one for one in known if _body(one.value) == _body(name.words)), None)
    if same is not None and len(str(same.value)) >= len(name.words):
        return
    if same is not None:
        known.remove(same)
    facts.add(field, page.text[name.start : name.end], name.start, name.end)


def _body(name: str) -> str:
    """A unit's name without its Party body."""
    return re.sub(r"(?:党组|党委|党工委|党总支|党支部)$", "", name)


def _bare(name: str) -> str:
    """A village's name without its committee."""
    return re.sub(r"(?:党(?:支部|总支|委|组织)|(?:村|居)?民?委(?:员)?会)$", "", name)


def _from_title(page: Page, facts: Facts) -> None:
    for line in page.lines[:4]:
        for form in reversed(_TITLE):
            match = form.search(line.text)
            if match and _UNIT.fullmatch(match["unit"]) and not _NOT.search(match["unit"]):
                start = line.start + match.start("unit")
                if facts.values("villages") and _IN_VILLAGE.search(match["unit"]):
                    return  # the village itself, by its committee's full name
                facts.add(
                    "organisations",
                    page.text[start : start + len(match["unit"])],
                    start,
                    start + len(match["unit"]),
                )
                return
        break


def _district_of_title(page: Page, facts: Facts) -> None:
    """中共某市某区委员会: a district's own committee that was inspected from above."""
    for line in page.lines[:4]:
        if match := _DISTRICT_TITLE.match(line.text):
            start = line.start + match.start("unit")
            end = line.start + match.end("unit")
            facts.add("organisations", page.text[start:end], start, end)
            return


def _counties(page: Page, sentence: Line, facts: Facts) -> None:
    """Counties and districts in a row that are inspected from above."""
    for match in _COUNTIES.finditer(page.plain, sentence.start, sentence.end):
        for one in re.finditer(r"[^、和及]+", match["names"]):
            start = match.start("names") + one.start()
            end = start + len(one.group())
            facts.add("organisations", page.text[start:end], start, end)


def _suffixed_units(page: Page, sentence: Line, facts: Facts) -> None:
    """化工、外国语2个学院党委: names that share the words behind them."""
    for match in _SHARED.finditer(page.plain, sentence.start, sentence.end):
        names = list(re.finditer(r"[^、]+", match["names"]))
        if whole(match["count"]) != len(names) or any(
            _UNIT.fullmatch(one.group()) for one in names
        ):
            continue
        for one in names:
            start = match.start("names") + one.start()
            words = page.text[start : start + len(one.group())]
            facts.add("organisations", words + match["what"], start, start + len(words))


def _short_villages(page: Page, sentence: Line, facts: Facts) -> None:
    """向阳、建设、文苑3个社区: names that share the word behind them."""
    for match in _SHORT.finditer(page.plain, sentence.start, sentence.end):
        names = list(re.finditer(r"[^、]+", match["names"]))
        if (whole(match["count"]) or 0) < len(names) or any(
            _WHOLE.search(n.group()) for n in names
        ):
            continue
        for one in names:
            start = match.start("names") + one.start()
            words = page.text[start : start + len(one.group())]
            facts.add("villages", words + match["what"], start, start + len(words))


def _without_towns_of_villages(page: Page, facts: Facts) -> None:
    """A bare town that stands only before its village's name is not inspected itself."""
    villages = [str(one) for one in facts.values("villages")]
    kept = [
        one for one in facts.told.get("organisations", [])
        if not one.value.endswith(("镇", "乡", "道"))
        or page.plain[one.end : one.end + 1] == "、"
        or not any(name.startswith(one.value) for name in villages)
    ]  # fmt: skip
    if kept:
        facts.told["organisations"] = kept
    else:
        facts.told.pop("organisations", None)


def _of_title(page: Page, facts: Facts) -> None:
    """Who a feedback is given to, or whose ledger it is, by the title, the address or a label."""
    for line in page.lines[:6]:
        for form in _OF_TITLE:
            for match in form.finditer(line.text):
                name = _trimmed(match["unit"], line.start + match.start("unit"))
                if name is not None:
                    field = "villages" if name.is_village else "organisations"
                    facts.add(field, page.text[name.start : name.end], name.start, name.end)
        if facts.values("organisations") or facts.values("villages"):
            return


def _numbers(page: Page, head: list[Line], kind: str, facts: Facts) -> None:
    for sentence in head:
        text = page.plain[sentence.start : sentence.end]
        for match in [*_MANY.finditer(text), *_LISTED.finditer(text)]:
            facts.tell(
                "counts.villages", whole(match["count"]),
                sentence.start + match.start(), sentence.start + match.end(),
            )  # fmt: skip
        for match in _MANY_UNITS.finditer(text):
            facts.tell(
                "counts.organisations", whole(match["count"]),
                sentence.start + match.start("count"), sentence.start + match.end(),
            )  # fmt: skip
