"""Names in a row that the finding counts itself: 渔政船、冷链车两台; 两个水厂(柏树、青枫)."""

from __future__ import annotations

import re

from xuncha.engines.checking.listing import number

_NAME = r"[\u4e00-\u9fffA-Za-z0-9#]{1,8}?"
_NAMES = rf"(?P<names>{_NAME}(?:、{_NAME})+)"
_COUNT = r"(?P<count>[2-9两二三四五六七八九])[个处台家座条所辆套间户村项支只口栋块宗位类艘片段]"
_PATTERNS = (
    re.compile(rf"{_NAMES}等?{_COUNT}"),
    re.compile(rf"{_COUNT}[^,。;()]{{0,10}}\({_NAMES}\)"),
    re.compile(rf"{_COUNT}[^,。;():]{{0,14}}:{_NAMES}(?=$|[,。;])"),
)
_BEFORE = re.compile(r"^.*[为对在由将把向给从与及和的有是]")


def counted(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name of each, where the text (folded) tells as many names as it counts."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            names = found["names"].split("、")
            if len(names) == number(found["count"]):
                return _placed(names, found.start("names"))
    return []


_OF_ALL = re.compile(
    r"(?P<names>[\u4e00-\u9fffA-Za-z]{2,8}(?:、[\u4e00-\u9fffA-Za-z]{2,8}){1,20}(?:和[\u4e00-\u9fff]{2,8}?)?)(?:采购|购买|安装|建成|配备|投入|买来)?[^,。;、]{0,3}(?:均|都)(?=[未没不无闲])"
)
_BOUGHT = re.compile(r"(?:采购|购买|购置|安装|建成|配备|买来|投用)[后了]?$")


def things_of_all(text: str) -> list[tuple[int, int, str]]:
    """Things in a row of which one failing is told: 显示屏、测温门、自助机采购后均未使用."""
    found = _OF_ALL.search(text)
    if found is None:
        return []
    names = re.split(r"、|和", found["names"])
    names[-1] = _BOUGHT.sub("", names[-1])
    is_row = len(names) > 2 and all(1 < len(one) < 9 for one in names)
    return _placed(names, found.start("names")) if is_row else []


def _placed(names: list[str], at: int) -> list[tuple[int, int, str]]:
    placed: list[tuple[int, int, str]] = []
    for name in names:
        before = _BEFORE.match(name) if not placed else None
        own = name[before.end() :] if before and before.end() < len(name) - 1 else name
        placed.append((at + len(name) - len(own), at + len(name), own))
        at += len(name) + 1
    return placed
