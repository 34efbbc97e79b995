# ruff: noqa: E501  (patterns)
"""D03 定性过重: 普遍, 严重, 长期, 一贯 with one case behind it, or none."""

from __future__ import annotations

import re
from decimal import Decimal

from xuncha.engines.drafting.draft import Draft
from xuncha.engines.drafting.elements import days, places, whens
from xuncha.engines.drafting.figures import MONEY, SHARE, figures_of
from xuncha.engines.drafting.report import Hint, Span
from xuncha.engines.drafting.settings import NAMES, Settings
from xuncha.engines.drafting.words import STRONG

CODE = "D03"
_PERIOD = re.compile(
    r"(?:19|20)\d\d\s*年?(?:\d{1,2}月)?(?:以来|起|至今|[至到\-~—]+\s*(?:(?:19|20)\d\d|\d{1,2}月|今|目前|巡察))|自(?:19|20)\d\d|[一二三四五六七八九十两\d]{1,3}\s*(?:多|余)?年(?:多|余)?(?:来|以来|间|之久|以上|未|没|仍|不|才|里|内|,|。|$)|\d{1,3}\s*个(?:多)?月|[三四五六七八九十]+个(?:多)?月|至今|任(?:职|期)(?:期间|以来)|近[一二三四五六七八九十两\d]+年|连续[一二三四五六七八九十两\d]+(?:年|个)|超过?[一二三四五六七八九十两\d]+年|逾期\s*\d+"
)
_LIST = re.compile(
    r"[\u4e00-\u9fff]{1,8}、[\u4e00-\u9fff]{1,8}(?:、[\u4e00-\u9fff]{1,8})*(?:等|两|[三四五六七八九十\d]+)?(?:个|名|家)?(?:村|社区|镇|乡|街道|支部|股|科|站|所|项目|单位|学校)"
)


def run(draft: Draft, settings: Settings) -> Hint | None:
    """Mark the strong words that the facts do not bear."""
    plain = draft.plain
    cases = _cases(plain, settings)
    spans: list[Span] = []
    words: list[str] = []
    kinds: list[str] = []
    for kind, (_, claim) in STRONG.items():
        for found in settings.patterns[kind].finditer(plain):
            if found.start() == found.end() or _is_borne(kind, plain, cases, settings):
                continue
            if any(one.start < found.end() and found.start() < one.end for one in spans):
                continue
            spans.append(Span(*found.span()))
            words.append(draft.text[found.start() : found.end()])
            kinds.append(claim)
    if not spans:
        return None
    said = "、".join(f"“{one}”" for one in dict.fromkeys(words))
    behind = "后面只有一例" if cases == 1 else "后面没有事例、数量或者起止时间"
    return Hint(
        CODE, NAMES[CODE], f"{said}{'、'.join(dict.fromkeys(kinds))}，{behind}，请补充事实或者改轻定性。",
        tuple(sorted(spans, key=lambda one: one.start)),
    )  # fmt: skip


def _cases(plain: str, settings: Settings) -> int:
    """How many cases the text brings: the largest count of things or persons, the number of sums
    or of places named, whichever is most; 99 for a share or a large sum."""
    figures = figures_of(plain)
    if any(one.unit == SHARE for one in figures):
        return 99
    sums = [one.value for one in figures if one.unit == MONEY]
    counted = max((int(one.value) for one in figures if one.is_case), default=0)
    named = len(places(plain))
    if _LIST.search(plain):
        named = max(named, 2)
    many = max(counted, len(sums))
    if any(one >= Decimal(settings.severe_yuan) for one in sums):
        many = max(many, settings.few_cases + 1)
    if counted == 0 and named > settings.few_cases + 1:
        many = max(many, named)
    return max(many, min(1, named if whens(plain) else 0))


def _is_borne(kind: str, plain: str, cases: int, settings: Settings) -> bool:
    if kind == "lasting":
        return _PERIOD.search(plain) is not None or days(plain) > 1
    if kind == "spread":
        figures = [one for one in figures_of(plain) if one.is_case or one.unit == SHARE]
        return cases > settings.few_cases and (bool(figures) or cases > settings.few_cases + 1)
    if kind == "often":
        return cases > settings.few_cases or days(plain) > 1
    return cases > settings.few_cases
