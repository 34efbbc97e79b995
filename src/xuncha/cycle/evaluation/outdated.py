"""Whether a public text still tells how things are: what fell back since it was written."""

from __future__ import annotations

from xuncha.cycle.evaluation.models import Publicity
from xuncha.cycle.rectification.enums import REACHED
from xuncha.cycle.rectification.models import ItemStep

_BACK = ("return", "reopen", "withdraw_claim")
_NAMED = 8


def fallen(row: Publicity) -> list[str]:
    """Numbers of the items that stand lower now than when the text was written out of the data."""
    steps = ItemStep.objects.filter(
        item__inspection=row.inspection_id, at__gt=row.drafted_at, action__in=_BACK
    )
    then: dict[int, str] = {}
    now: dict[int, tuple[str, str]] = {}
    for one in steps.select_related("item").order_by("pk"):
        then.setdefault(one.item_id, one.before)
        now[one.item_id] = (one.item.state, one.item.number)
    return [number for pk, (state, number) in now.items() if _height(state) < _height(then[pk])]


def _height(state: str) -> int:
    return sum(state in states for states in REACHED.values())


def why_outdated(row: Publicity) -> str:
    """ "" or the sentence that says why these words may not go out any more."""
    numbers = fallen(row)
    if not numbers:
        return ""
    told = "、".join(numbers[:_NAMED]) + ("等" if len(numbers) > _NAMED else "")
    return (
        f"稿子写成以后，事项 {told} 共 {len(numbers)} 件被退回或者重新整改，"
        "稿子里说的已经不是现在的情况，请按今天的数据重写再报。"
    )
