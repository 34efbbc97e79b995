"""The state table: one winner, a reason where demanded, never a step that is not there."""

import pytest

from tests.scenarios import story, told
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.states import ITEM_STATES
from xuncha.kernel.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(ItemState))
@pytest.mark.parametrize("action", list(ITEM_STATES.transitions))
def test_every_pair_of_state_and_action_is_taken_or_refused(state: str, action: str) -> None:
    made = told(story().items[0])
    fields = {"claimed_at": made.created_at, "verified_at": made.created_at}
    made.claimed_at = made.created_at
    made.state = state  # as the person saw it
    step = ITEM_STATES.transitions[action]
    if state in step.sources:
        assert ITEM_STATES.why_not(made, action) == ""
    else:
        with pytest.raises(Conflict, match=ITEM_STATES.label(state)):
            ITEM_STATES.move(made, action, reason="理由", **fields)


def test_a_reason_that_is_only_blanks_is_none() -> None:
    made = story().items[0]
    with pytest.raises(Invalid, match="必须写明理由"):
        ITEM_STATES.move(made, "return", reason=" 　\n")


def test_whoever_saw_an_older_version_loses() -> None:
    made = story().items[0]
    with pytest.raises(Conflict):
        ITEM_STATES.move(made, "start", version=made.version + 1)


def test_of_two_who_saw_the_same_only_one_wins() -> None:
    made = story().items[0]
    same = Item.objects.get(pk=made.pk)
    ITEM_STATES.move(made, "start", version=1)
    with pytest.raises(Conflict):
        ITEM_STATES.move(same, "start", version=1)
    assert Item.objects.get(pk=made.pk).version == 2


def test_the_diagram_names_every_state_and_step() -> None:
    printed = ITEM_STATES.as_mermaid()
    assert all(label in printed for _, label in ItemState.choices)
    assert all(step.label in printed for step in ITEM_STATES.transitions.values())
