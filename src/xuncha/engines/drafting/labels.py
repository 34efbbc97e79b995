# ruff: noqa: E501  (patterns)
"""Working papers as forms in a text: 问题概述：… 违反规定：… 涉及金额：…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xuncha.engines.drafting.draft import Draft
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.text import fold

_LABELS: tuple[tuple[str, str], ...] = (
    ("no", r"(?:底稿|问题)?(?:编号|序号)"),
    ("basis", r"(?:政策|定性|违反|法规|制度|问题)?(?:依据|标准|规定|条款)|违反(?:的)?(?:规定|条款)|定性和?依据"),
    ("leaf", r"(?:问题)?(?:分类|类别|归类)"),
    ("amount", r"涉及金额|问题金额|涉及资金|金额"),
    ("text", r"问题(?:概述|描述|表现|事实|内容|情况|详情)?|(?:主要)?事实(?:经过|描述)?|查证情况|基本事实"),
    ("rest", r"底稿名称|名称|编制日期|日期|被巡察(?:单位|党组织)(?:名称)?|问题来源|来源|发现过程|支撑材料(?:目录)?|附件|承办人|经办人|副组长(?:复核)?|组长(?:审签)?|责任签名|签名|原因(?:分析)?|产生原因|后果|影响|意见建议|建议|责任人|备注"),
)  # fmt: skip
_LABEL = re.compile(
    r"^\s*[\[【]?(?:"
    + "|".join(f"(?P<{name}>{form})" for name, form in _LABELS)
    + r")[\]】]?\s*[:\t]\s*"
)


@dataclass(slots=True)
class _Form:
    parts: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return "\n".join(line for line in self.parts.get(name, []) if line).strip()


def labelled(lines: Sequence[str]) -> list[Draft]:
    """One draft for each form; none where the lines carry no such labels."""
    forms = [_Form()]
    current = ""
    for line in lines:
        found = _LABEL.match(fold(line))
        if found is None:
            if current:
                forms[-1].parts[current].append(line.strip())
            continue
        name = str(found.lastgroup)
        if (name == "text" and forms[-1].one("text")) or (name == "no" and forms[-1].parts):
            forms.append(_Form())
        current = name
        forms[-1].parts.setdefault(name, []).append(line[found.end() :].strip())
    whole = [one for one in forms if one.one("text")]
    if not whole or not any(len(one.parts) > 1 for one in whole):
        return []
    return [
        Draft(
            one.one("no") or str(at), one.one("text"), (), one.one("basis"), one.one("leaf"),
            amount=read_amount(one.one("amount")) if one.one("amount") else None,
        )
        for at, one in enumerate(whole, 1)
    ]  # fmt: skip
