"""The four focuses as papers write them out in full."""

from __future__ import annotations

import re

from xuncha.engines.filling.entries import Entry

_FOCI = (
    ("决策部署", re.compile(
        r"党的(?:创新)?理论(?:和党的|和|、)?路线方针政策"
        r"(?:[和及、以]{1,2}(?:党中央|上级|中央|省委|市委|区委|和|、){0,4}(?:各项)?(?:重大)?决策部署)?"
        r"|(?:党中央|上级党委|上级|中央)(?:各项)?(?:重大)?决策部署"
    )),
    ("从严治党", re.compile(r"全面从严治党(?:战略部署|主体责任|责任)?")),
    ("组织路线", re.compile(r"(?:新时代)?党的组织路线")),
    ("巡视整改", re.compile(
        r"(?:巡视巡察|巡视、巡察|巡视|巡察)(?:整改|[和、]审计(?:等)?(?:监督)?(?:发现)?(?:的)?(?:问题)?整改)"
        r"(?:和成果运用|落实|责任落实)?(?=方面|情况方面|落实方面)"
        r"|(?:巡视巡察|巡视、巡察)[和、]审计(?:等)?(?:各类)?(?:监督)?(?:发现)?(?:的)?(?:问题)?整改(?:和成果运用)?"
    )),
)  # fmt: skip


def focused(text: str, at: int) -> tuple[int, Entry] | None:
    """A focus that is named here in any of its usual wordings, and where its name ends."""
    if text[at] not in "党上中全新巡":
        return None
    for key, pattern in _FOCI:
        if match := pattern.match(text, at):
            return match.end(), Entry(params=(("focus", key),))
    return None
