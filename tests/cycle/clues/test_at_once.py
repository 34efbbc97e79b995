"""Two people at the same clue at once; and where a clue goes."""

from __future__ import annotations

import pytest

from tests.clued import Sealed
from tests.scenarios import TODAY
from xuncha.cycle.clues import rules, sealing
from xuncha.cycle.clues.enums import Mode, Receiver
from xuncha.cycle.clues.models import Clue, Copy, Handover
from xuncha.cycle.clues.rules import Settings
from xuncha.cycle.clues.services import handing, naming, opening
from xuncha.kernel.errors import Absent, Conflict


def test_it_is_handed_over_once_whoever_else_was_about_to(store: Sealed) -> None:
    clue = store.fresh()
    told = {"clue_id": clue.pk, "version": clue.version, "mode": Mode.DOUBLE, "on": TODAY}
    handing.hand_over(store.actor("luyi"), store.key("luyi"), **told)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        handing.hand_over(store.actor("song"), store.key("song"), **told)  # type: ignore[arg-type]
    assert Handover.objects.count() == 1
    assert Copy.objects.count() == 2


def test_a_key_taken_back_in_the_middle_of_reading_asks_once_more(store: Sealed) -> None:
    row = store.grant("liwen")
    stale = Clue.objects.get(pk=store.clue.pk)
    secret = sealing.data_key(stale, store.key("liwen"))
    naming.end_grant(store.actor("song"), store.key("song"), grant_id=row.pk, reason="完")
    with pytest.raises(Conflict):
        sealing.read_texts(stale, secret, ["matter"])
    with pytest.raises(Absent):
        opening.open_fields(
            store.actor("liwen"), store.key("liwen"), clue_id=stale.pk, places=["matter"]
        )


def test_it_goes_to_the_bodies_that_the_rules_of_the_day_name(store: Sealed) -> None:
    body = store.fielded.teamed.second.organisation
    rules.set_clue_rules(
        store.actor("song"), effective_on=TODAY, note="明确接收机关",
        settings=vars_of(Settings()), receivers={Receiver.DISCIPLINE: body},
    )  # fmt: skip
    clue = store.fresh()
    handing.hand_over(
        store.actor("luyi"), store.key("luyi"), clue_id=clue.pk, version=clue.version,
        mode=Mode.DOUBLE, on=TODAY,
    )  # fmt: skip
    first, second = Copy.objects.order_by("number")
    assert first.receiver_name == body.name
    assert second.receiver_name == "组织部门"


def vars_of(settings: Settings) -> dict[str, int]:
    return {name: getattr(settings, name) for name in rules.LIMITS}
