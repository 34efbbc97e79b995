"""Where a text masks a number: runs of * X × _ that a measure word follows, and no names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = r"(?:[*＊]+|[XxＸｘ]+|×+|[_＿]{2,})"
_MASK = re.compile(rf"{_RUN}(?:[.．,，]{_RUN})*(?![*＊XxＸｘ×])")
_MEASURES = (
    "个百分点", "件（次）", "件(次)", "份（件）", "人次", "件次", "场次", "轮次", "批次", "个",
        "家", "件", "条", "项",
    "次", "名", "人", "份", "张", "轮", "户", "期", "所", "支", "处", "篇", "封", "起", "笔", "亩",
        "公里",
    "平方米", "万元", "亿元", "元", "%", "％", "岁", "年", "月", "日", "天", "时", "届", "位",
        "批", "类", "场",
    "万", "亿", "倍", "成",
)  # fmt: skip
_AFTER = re.compile(rf"[余多]?\s*({'|'.join(map(re.escape, _MEASURES))})")
_NO_MEASURE = re.compile(
    "个别|个人|个性|个体|人[民大社武才事员力口数物防]|项目|条[例件]|件套|家[园庭长属]|名[单称额义城]|次[长序要]|份额|"
    "期[间限末]|支[部行]|所[有属长以在]|元旦|年[级度]|日[常报]|轮[流换]|处[长置理分级]|批[复示评准]|起[草点诉]|户[籍口]|"
    "位[于置]|类[别型似]|成[员立效果]|时[代任期]|场[所镇]|张|万[达科]|月[报度]|天然|倍|支队"
)  # fmt: skip
_NAMES = re.compile(
    r"所(?!学校|中小学|医院|高校|幼儿园|[、，。；,;)）]|$)|处(?![、，。；,;)）]|$)|支(?!队伍|巡察)"
)
_ENDS = re.compile(r"\s*(?:$|[，。；、,;)）|\n\t])")
_BEFORE_BARE = re.compile(r"[：:为达共数是率计到]\s*$")
_LABELLED = re.compile(rf"[（(]({'|'.join(map(re.escape, _MEASURES))})[）)]\s*[：:]\s*$")
"""问题涉及金额（万元）：***: the measure word stands in the label."""
DATES = frozenset({"年", "月", "日", "时", "岁", "届", "天"})
OF_OWN = re.compile(rf"{_RUN}(?=[区县市省](?!直|属|级|管))")
NAMED = re.compile(rf"{_RUN}(?=街道|社区|[镇乡村局办委院校处所组公中小]|同志)")


@dataclass(frozen=True, slots=True)
class Mask:
    """One masked number: where it stands, the measure word after it ("" for none told), and whether
    it is an ordinal or a date, which no figure tells."""

    start: int
    end: int
    measure: str
    after: int
    is_rounded: bool
    is_ordinal: bool


def masks_in(text: str, whole: bool = False) -> list[Mask]:
    """The masked numbers of a paragraph in order. ``whole``: a table's cell, where a mask that
    fills it stands for a number whatever follows."""
    found = []
    for run in _MASK.finditer(text):
        mask = _mask(text, run, whole)
        if mask is not None:
            found.append(mask)
    return found


def _mask(text: str, run: re.Match[str], whole: bool) -> Mask | None:
    start, end = run.span()
    before = text[:start]
    if re.search(r"[A-Za-z]$", before) or re.match(r"[A-Za-z]", text[end:]):
        return None
    partial = bool(re.search(r"\d$", before)) or bool(re.match(r"\d", text[end:]))
    after = _AFTER.match(text, end)
    if (
        after
        and not _NO_MEASURE.match(text, after.start(1))
        and not _NAMES.match(text, after.start(1))
    ):
        measure = after[1].replace("％", "%").replace("件(次)", "件（次）")
        ordinal = partial or measure in DATES or bool(re.search(r"第\s*$", before))
        return Mask(start, end, measure, after.end(), text[end] in "余多", ordinal)
    bare = _ENDS.match(text, end) and _BEFORE_BARE.search(before)
    if (whole and run.group() == text.strip()) or bare:
        label = _LABELLED.search(before)
        measure = label[1].replace("％", "%") if label else ""
        return Mask(start, end, measure, end, is_rounded=False, is_ordinal=partial)
    return None
