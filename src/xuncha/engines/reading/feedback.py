# ruff: noqa: RUF001  (Chinese noughts)
"""Findings that were fed back: from a list in Excel or from the paper itself."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from xuncha.engines.reading import heads, sniff
from xuncha.engines.reading.documents import text_of
from xuncha.engines.reading.feedback_lines import SHORTEST, split_lines, unwrapped
from xuncha.engines.reading.feedback_list import findings_in_book
from xuncha.engines.reading.grids import read_grids
from xuncha.engines.reading.outline import INLINE, NUMBERED, Node, outline
from xuncha.engines.reading.records import FedBackFinding, Feedback, ReadError
from xuncha.engines.reading.signing import headed_on, signed_on
from xuncha.engines.reading.text import fold, squeeze

_BOOKS = frozenset({"xlsx", "xls"})
_TEXTS = frozenset({"docx", "doc", "txt", "pdf", "ofd", "html"})
_CANNOT = {
    "locked": "设有打开密码，请去掉密码后再试", "empty": "是空文件",
    "exe": "是可执行程序，不是文档", "jpeg": "是图片，读不出文字", "png": "是图片，读不出文字",
    "ole": "是旧版文档，请另存为 .docx 后再试",
}  # fmt: skip
_NO_PAPER = "不是可以读的反馈意见（要 .docx、.txt、.pdf 或 .xlsx）"
_PRAISE = re.compile(
    r"成效|成绩|肯定|总体评价|总体情况|基本情况|工作开展情况|亮点|好的做法|工作概况|巡察概况|主要做法|巡察工作情况|取得的?进展"
)
_DEMANDS = re.compile(
    r"整改(?:工作)?的?要求|整改意见|意见(?:和|与|及)?建议|整改建议|工作建议|工作要求|有关要求|具体要求|几点(?:意见|建议|要求)|^希望|下一步|下步|要求和建议|建议和要求|意见和要求|[以如]下建议"
    r"|(?:提出|提)[^,。;]{0,12}(?:建议|要求|意见)"
)
_ONLY_DEMANDS = re.compile(rf"(?:{_DEMANDS.pattern})+")
_OF_DECISIONS = re.compile(r"(?:贯彻|落实|执行)[^。]{0,24}(?:方面|情况|不|未|缺)")
"""贯彻落实上级工作要求方面: a chapter of findings about demands, no demands."""
_CHAPTER = re.compile(
    r"(?:存在|发现|指出|反馈|主要|突出|具体)的?[^,。]{0,10}(?:问题|不足)|问题(?:和|与|及)不足"
)
_HEADING = 12
_PROBLEMS = re.compile(r"问题|不足|短板|差距|薄弱环节")
_CUE = re.compile(
    r"(?:发现|存在|指出|反馈)[^。;]{0,20}(?:问题|不足)[^。;:,]{0,12}[:：]|(?:主要)?问题(?:有|是|如下|为|集中在[^:：。]{0,12})?[:：]|主要是[:：]"
)
_CLAUSE = re.compile(r"[；;。]+\s*")
_TAIL = re.compile(
    r"^(?:此件|附件?[:：\d]|抄[送报]|联系人|特此|以上(?:问题|意见|反馈)|针对(?:以上|上述|存在)|对(?:以上|上述)|请(?:你|贵|认真))"
)
_BAND = re.compile(r"^(?:聚焦|围绕|关于)[^,，。;；]{4,30}(?:方面|情况|问题)$")
"""The next chapter's heading, where chapters have no numbers."""
_DATE_LINE = re.compile(r"^[\d〇零一二三四五六七八九]{4}\s*年.{2,8}日$")
_SIGNER = re.compile(r"^.{2,30}(?:巡察组|领导小组|办公室|委员会|巡察办)$")
_UNIT_LINE = re.compile(
    r"^(?:中共)?(.{2,30}?(?:党组|党委|党支部|党总支|党工委|局|委员会|镇|乡|街道|村|社区|中心|公司|学校|医院))[:：]$"
)
_TO_UNIT = re.compile(
    r"向(?:中共)?([^,，。;；、:：]{2,30}?(?:党组|党委|党支部|党总支|党工委|工委|委员会))(?:主要负责人|领导班子)?(?:进行)?(?:反馈|通报)"
)
_OF_UNIT = re.compile(
    r"(?:对|关于巡察|巡察)(?:中共)?(?!组)([^,，。;；、:：\d]{2,30}?(?:党组|党委|党支部|党总支|党工委|工委|委员会|局|镇|村|社区|街道))(?:的)?(?:开展|进行|巡察|反馈|常规|专项|情况)"
)
_TITLE_OF = re.compile(
    r"^(?:中共.{2,20}巡察组)?(?:关于)?(?:对|向|巡察|专项巡察|常规巡察)+(?:中共)?(?P<unit>[^,，。;；:：\d]{2,30}?)"
    r"(?:开展|进行)?(?:常规|专项|机动)?(?:巡察)?(?:工作)?(?:的)?(?:情况)?的?反馈"
)
_IS_UNIT = re.compile(
    r"^(?:中共)?[^,，。;；:：]{2,22}(?:党组|党委|党支部|党总支|党工委|村|社区|镇|街道|局|公司|学校|中学|小学|医院|中心)$"
)


def read_feedback(path: Path) -> Feedback:
    """The findings of a feedback paper (.docx .txt .pdf .ofd .html) or list (.xlsx .xls .csv).

    整改要求 and 意见建议 are no findings, nor is the praise at the beginning. A finding's number is
    the printed one where those tell the findings apart, else its place. Raises ``ReadError`` with
    one Chinese sentence that names the file.
    """
    kind = sniff.kind_of_file(path)
    if kind in _BOOKS or (kind == "txt" and path.suffix.lower() in {".csv", ".tsv"}):
        found, lines = findings_in_book(read_grids(path))
    elif kind in _TEXTS:
        lines = text_of(path, kind).split("\n")
        if kind in {"pdf", "ofd"}:
            lines = unwrapped(lines)
        found = _findings(lines)
    else:
        if not path.is_file():
            raise ReadError(f"找不到文件“{path.name}”。")
        raise ReadError(f"“{path.name}”{_CANNOT.get(kind, _NO_PAPER)}。")
    return Feedback(
        path, path.name, _unit(lines, path), _day(lines, signed=kind in _TEXTS), _numbered(found)
    )


def findings_in_text(text: str) -> tuple[FedBackFinding, ...]:
    """As ``read_feedback``, for a text already read."""
    return _numbered(_findings(text.split("\n")))


def _findings(lines: list[str]) -> list[FedBackFinding]:
    before, roots = outline(split_lines(_without_tail(lines)))
    roots = _without_advice(roots, before)
    found: list[FedBackFinding] = []
    singles = any(True for root in roots for _ in _singles(root))
    for root in roots:
        _collect(root, (), singles, "", found)
    return found or _unnumbered(
        [*before, *(line for root in roots for line in (root.line, *root.body))]
    )


def _without_tail(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept and (
        not kept[-1].strip()
        or _DATE_LINE.match(squeeze(kept[-1]))
        or _SIGNER.match(squeeze(kept[-1]))
    ):
        kept.pop()
    return kept


def _without_advice(roots: list[Node], before: list[str]) -> list[Node]:
    """Chapters of problems only. After a plain line that asks for something (…提出以下整改建议：)
    all that follows at the same level is advice."""
    kept: list[Node] = []
    asked = bool(before) and _asks(before[-1])
    for node in roots:
        heading = fold(node.text)[:60]
        praised = bool(_PRAISE.search(heading)) and not _PROBLEMS.search(heading)
        if asked or praised or _is_demand(node):
            if _is_demand(node) or not _tells_problems(node):
                asked = asked or _cut_advice(node)
                continue
            asked = False
        last = _last_line(node)
        node.below = _without_advice(node.below, node.body) if node.below else []
        asked = asked or _cut_advice(node) or (last is not None and _asks(last))
        kept.append(node)
    return kept


def _cut_advice(node: Node) -> bool:
    """Plain lines from …提出以下整改建议： on are no part of the finding above them."""
    for place, line in enumerate(node.body):
        if _asks(line):
            del node.body[place:]
            return True
    return False


def _is_demand(node: Node) -> bool:
    heading = re.split(r"[。.:：]", node.text)[0]
    return (
        bool(_DEMANDS.search(heading))
        and len(heading) <= 30
        and not _OF_DECISIONS.search(heading)
        and not re.search(r"不|未|差|缺|弱|虚|缓慢|滞后", heading)
    )


def _asks(line: str) -> bool:
    """A plain line that opens advice or demands: …提出以下整改建议："""
    if len(line) <= _HEADING and _ONLY_DEMANDS.fullmatch(fold(line).strip(" 、.:")):
        return True  # 整改要求: a heading without a number
    return (
        bool(_DEMANDS.search(fold(line)))
        and line.rstrip().endswith((":", "：", "。"))
        and not re.search(r"(?:未|没有)[^,。]{0,8}(?:要求|意见)", line)
    )


def _tells_problems(node: Node) -> bool:
    heading = node.text.rstrip("。:： ")
    if re.search(r"[,，;；。]", heading):
        return False
    return len(heading) <= 30 and bool(_CHAPTER.search(heading)) and not _PRAISE.search(heading)


def _last_line(node: Node) -> str | None:
    while node.below:
        node = node.below[-1]
    return node.body[-1] if node.body else None


def _singles(node: Node) -> Iterable[Node]:
    if node.level >= NUMBERED:
        yield node
    for below in node.below:
        yield from _singles(below)


def _collect(
    node: Node, path: tuple[str, ...], singles: bool, unit: str, found: list[FedBackFinding]
) -> None:
    heading = node.text.rstrip("。；;.:： ")
    unit = heading.removeprefix("中共") if _IS_UNIT.match(heading) and node.below else unit
    deeper = [one for one in node.below if one.level >= NUMBERED or node.level < NUMBERED]
    if deeper:
        for one in deeper:
            _collect(one, (*path, node.line), singles, unit, found)
        return
    parts = [one.line for one in node.below]
    body = [line for line in node.body if not _TAIL.match(line) and not _BAND.match(line)]
    if node.level >= NUMBERED:
        found.append(FedBackFinding(node.number, _joined([node.text, *body, *parts]), unit, path))
        return
    if singles and node.level < NUMBERED and not body and _is_bare_heading(node):
        return
    pieces = _pieces(node.text, body)
    if len(pieces) == 1:
        found.append(FedBackFinding("", pieces[0], unit, path))
    else:
        found += [FedBackFinding("", one, unit, (*path, node.line)) for one in pieces]


def _is_bare_heading(node: Node) -> bool:
    """存在的主要问题 and the like: a chapter's name with nothing under it."""
    return (
        bool(re.search(r"(?:问题|情况|方面)$", node.text.rstrip("。:："))) and len(node.text) < 16
    )


def _pieces(text: str, body: list[str]) -> list[str]:
    """One finding under a heading, or several: 一是…二是… or clauses closed by ；."""
    whole = text if not body else "\n".join(body)
    inline = [one for one in INLINE.split(whole) if one and one.strip()]
    told = [re.sub(r"^\s*[一二三四五六七八九十]{1,2}是[,，:：]?", "", one) for one in inline
            if re.match(r"^\s*[一二三四五六七八九十]{1,2}是", one)]  # fmt: skip
    if len(told) > 1:
        return [_clean(one) for one in told]
    if body:
        clauses = [_clean(one) for one in re.split(r"[；;]\s*|\n", whole)]
        clauses = [one for one in clauses if len(one) >= SHORTEST]
        if len(clauses) > 1:
            return clauses
        return [_joined([text, *body])]
    return [_clean(text)]


def _unnumbered(lines: list[str]) -> list[FedBackFinding]:
    """Papers without numbers: the clauses after 存在以下问题："""
    text = "\n".join(lines)
    cue = _CUE.search(text)
    if cue is None:
        return []
    after = text[cue.end() :]
    inline = [
        one
        for one in INLINE.split(after.split("\n")[0])
        if re.match(r"\s*[一二三四五六七八九十]{1,2}是", one)
    ]
    if len(inline) > 1:
        return [
            FedBackFinding("", _clean(re.sub(r"^\s*[一二三四五六七八九十]+是[,，]?", "", one)))
            for one in inline
        ]
    stop = re.search(
        r"建议[^。]{0,10}[:：]|整改要求|(?:提出|提)[^,。;]{0,12}(?:建议|要求)|[\d一二三四五六七八九十几]+[条点](?:意见|建议)|[^。;；]{0,20}(?:表态|表示)",
        after,
    )
    clauses = [
        _clean(one)
        for one in _CLAUSE.split(after[: stop.start()] if stop else after.split("\n")[0])
    ]
    return [FedBackFinding("", one) for one in clauses if len(one) >= SHORTEST]


def _joined(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines if line.strip())


def _clean(text: str) -> str:
    return text.strip().rstrip("；;。.").strip()


def _numbered(found: list[FedBackFinding]) -> tuple[FedBackFinding, ...]:
    """Printed numbers where each is told and none twice, else running ones."""
    told = Counter(one.number for one in found)
    if all(told) and all(count == 1 for count in told.values()):
        return tuple(found)
    return tuple(replace(one, number=str(place)) for place, one in enumerate(found, 1))


def _unit(lines: list[str], path: Path) -> str:
    for line in lines[:12]:
        if found := _UNIT_LINE.match(line.strip()):
            return found[1]
    for line in lines[:6]:
        title = _TITLE_OF.match(squeeze(line))
        if title and heads.is_unit(title["unit"]):
            return title["unit"]
    text = "\n".join(lines[:30])
    for pattern in (_TO_UNIT, _OF_UNIT):
        if found := pattern.search(text):
            return found[1]
    return heads.unit_told(lines[:8]) or heads.unit_in_name(path.stem)


def _day(lines: list[str], *, signed: bool) -> dt.date | None:
    told = heads.feedback_told(lines, heads.year_told(lines[:40]))
    return told or ((signed_on("\n".join(lines)) or headed_on(lines)) if signed else None)
