"""The stages of an inspection: forward one step at a time, never back."""

from itertools import pairwise

from xuncha.cycle.planning.enums import ORDER, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.states import StateTable, Transition

DATES = {
    Stage.ENTERED: "entered_on",
    Stage.LEFT: "left_on",
    Stage.FED_BACK: "feedback_on",
}
"""Stages that can't be entered without their date."""


def advance_to(stage: Stage) -> str:
    """Name of the action that leads into a stage."""
    return f"to_{stage.value}"


INSPECTION_STATES = StateTable(
    "巡察任务阶段",
    Stage,
    [
        Transition(
            advance_to(after), f"进入“{after.label}”", frozenset({before.value}), after.value
        )
        for before, after in pairwise(ORDER)
    ],
)


def next_stage(inspection: Inspection) -> Stage | None:
    """The stage that follows, or None at the end."""
    place = ORDER.index(Stage(inspection.state))
    return ORDER[place + 1] if place + 1 < len(ORDER) else None
