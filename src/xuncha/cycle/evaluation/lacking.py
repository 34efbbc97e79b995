"""What is missing before a rectification is called published or evaluated."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.evaluation.process import Part, process_of
from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import AFTER_FEEDBACK, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor

_BEFORE_PUBLISHED = ("reports", "meeting")
_BEFORE_EVALUATED = ("publicity",)
_BEFORE_CONTINUING = ("evaluation",)


@before(Stage.PUBLISHED)
def _to_publish(actor: Actor, row: Inspection) -> Iterable[Lack]:
    """Both reports accepted, the special meeting held."""
    return _lacks(actor, row, _BEFORE_PUBLISHED)


@before(Stage.EVALUATED)
def _to_evaluate(actor: Actor, row: Inspection) -> Iterable[Lack]:
    """Both publicities over."""
    return _lacks(actor, row, _BEFORE_EVALUATED)


@before(Stage.CONTINUING)
def _to_go_on(actor: Actor, row: Inspection) -> Iterable[Lack]:
    """The evaluation final."""
    return _lacks(actor, row, _BEFORE_CONTINUING)


def _lacks(actor: Actor, row: Inspection, keys: tuple[str, ...]) -> Iterable[Lack]:
    if row.state not in AFTER_FEEDBACK or row.feedback_on is None:
        return []
    parts = [one for one in process_of(actor, row) if one.key in keys and not one.done]
    return [Lack(_words(one), 1, one.url) for one in parts]


def _words(part: Part) -> str:
    late = f"，期限是 {part.due_on}，已经过了" if part.late and part.due_on else ""
    return f"{part.label}：{part.words}{late}"
