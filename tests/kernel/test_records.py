"""Two who make or change a record at once: one is told, nothing is lost."""

import pytest

from tests.scenarios import story
from xuncha.cycle.planning.models import Round
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.kernel.errors import Conflict
from xuncha.kernel.records import add, edit, next_number

pytestmark = pytest.mark.django_db


def test_whoever_adds_a_record_that_is_there_is_told_and_the_rest_goes_on() -> None:
    made = story().items[0]
    twin = Item.objects.get(pk=made.pk)
    with pytest.raises(Conflict, match="这一条已经有了"):
        add(twin, "这一条已经有了。")
    assert Item.objects.filter(pk=made.pk).count() == 1


def test_of_two_who_change_the_same_the_second_is_told() -> None:
    made = story().items[0]
    same = Item.objects.get(pk=made.pk)
    edit(made, 1, responsible_unit="先改的")
    with pytest.raises(Conflict):
        edit(same, 1, responsible_unit="后改的")
    kept = Item.objects.get(pk=made.pk)
    assert (
        (kept.responsible_unit, kept.version)
        == (made.responsible_unit, made.version)
        == ("先改的", 2)
    )


def test_a_record_that_moved_on_is_not_changed() -> None:
    made = story().items[0]
    seen = Item.objects.get(pk=made.pk)
    seen.state = ItemState.CLAIMED
    with pytest.raises(Conflict):
        edit(seen, made.version, responsible_unit="后改的")
    assert Item.objects.get(pk=made.pk).responsible_unit == made.responsible_unit


def test_numbers_go_on_from_the_highest() -> None:
    assert next_number(Round.objects.all()) == 1
    held = story().round
    assert next_number(Round.objects.filter(term=held.term)) == held.number + 1
