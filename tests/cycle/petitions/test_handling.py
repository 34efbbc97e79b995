"""Registering, duplicates, steps and their clocks; what belongs to a higher organ is not kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.petitioned import TEXT, Petitioned
from tests.scenarios import TODAY
from xuncha.cycle.petitions import rules, selectors
from xuncha.cycle.petitions.enums import ClockKind, PetitionState
from xuncha.cycle.petitions.models import Petition, PetitionClock, PetitionStep, TurnedAway
from xuncha.cycle.petitions.nearness import near_percent, near_to
from xuncha.cycle.petitions.services import handling, registering
from xuncha.foundation import access
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

DAY = dt.timedelta(days=1)


def _on(desk: Petitioned, **more: Any) -> dict[str, Any]:
    row = desk.fresh()
    return {"petition_id": row.pk, "version": row.version, "on": TODAY} | more


def _due(desk: Petitioned, kind: ClockKind) -> PetitionClock:
    return PetitionClock.objects.get(petition=desk.petition, kind=kind)


def test_from_registration_to_the_told_result(desk: Petitioned) -> None:
    luyi = desk.actor("luyi")
    assert desk.petition.code == "信-001"
    assert _due(desk, ClockKind.DECIDE).due_on == dt.date(2026, 3, 25)
    handling.accept(luyi, **_on(desk))
    assert not _due(desk, ClockKind.DECIDE).late
    assert _due(desk, ClockKind.FINISH).due_on == dt.date(2026, 6, 18)
    tell = _due(desk, ClockKind.TELL)
    assert (tell.due_on, tell.rule, tell.provisional) == (
        dt.date(2026, 4, 9), "15个工作日", False
    )  # fmt: skip
    with pytest.raises(Invalid):
        handling.tell_sender(
            luyi, petition_id=desk.petition.pk, kind=ClockKind.TELL, on=TODAY - DAY
        )
    handling.tell_sender(luyi, petition_id=desk.petition.pk, kind=ClockKind.TELL, on=TODAY)
    with pytest.raises(Conflict):
        handling.tell_sender(luyi, petition_id=desk.petition.pk, kind=ClockKind.TELL, on=TODAY)
    handling.answer(luyi, **_on(desk, answer="已督促退还并规范管理"))
    assert _due(desk, ClockKind.TELL_RESULT).waiting
    row = desk.fresh()
    handling.reopen(luyi, petition_id=row.pk, version=row.version, reason="反映人补充材料")
    assert desk.fresh().state == PetitionState.ACCEPTED
    labels = (
        PetitionStep.objects.filter(petition=row).order_by("pk").values_list("label", flat=True)
    )
    assert list(labels) == ["登记", "受理", "告知受理", "办结", "重新办理"]


def test_late_stays_late_and_stands_in_the_list(desk: Petitioned) -> None:
    luyi = desk.actor("luyi")
    with clock.at(TODAY + 8 * DAY):
        assert list(selectors.list_petitions(luyi).filter(selectors.overdue(clock.today())))
        handling.accept(luyi, **_on(desk, on=TODAY + 8 * DAY))
    due = _due(desk, ClockKind.DECIDE)
    assert due.late
    assert due.due_on == dt.date(2026, 3, 25)
    assert not list(selectors.list_petitions(luyi).filter(selectors.overdue(TODAY)))


def test_a_year_without_a_table_is_provisional(desk: Petitioned) -> None:
    with clock.at(dt.date(2026, 4, 20)):
        row = desk.register(received_on=dt.date(2026, 4, 18))
        assert not row.clocks.get().provisional
        rules.set_petition_rules(
            desk.actor("song"), effective_on=dt.date(2026, 4, 20), note="试行",
            settings={"finish_months": 12},
        )  # fmt: skip
        handling.accept(
            desk.actor("luyi"), petition_id=row.pk, version=row.version, on=dt.date(2026, 4, 20)
        )
    due = row.clocks.get(kind="finish")
    assert (due.due_on, due.provisional, due.rules_version) == (dt.date(2027, 4, 20), False, 1)


@pytest.mark.parametrize(
    ("act", "more", "state"),
    [
        ("pass_on", {"receiver": "区民政局"}, PetitionState.PASSED),
        ("decline", {"reason": "已进入诉讼程序"}, PetitionState.DECLINED),
        ("withdraw", {"reason": "登记有误"}, PetitionState.WITHDRAWN),
    ],
)
def test_the_other_ways_end_the_first_clock(
    desk: Petitioned, act: str, more: dict[str, Any], state: PetitionState
) -> None:
    told = _on(desk, **more)
    if act != "pass_on":
        told.pop("on")
    empty = dict.fromkeys(more, " ")
    with pytest.raises(Invalid):
        getattr(handling, act)(desk.actor("luyi"), **(told | empty))
    getattr(handling, act)(desk.actor("luyi"), **told)
    assert desk.fresh().state == state
    assert not _due(desk, ClockKind.DECIDE).waiting


def test_near_texts_are_proposed_and_merged_by_a_person(desk: Petitioned) -> None:
    again = desk.register(text=TEXT.replace("没有答复", "至今没有结果") + "请查。", real_name=False)
    other = desk.register(text="反映食堂采购没有公示，菜价偏高。", name="", real_name=False)
    luyi = desk.actor("luyi")
    assert [one.petition.pk for one in near_to(luyi, again)] == [desk.petition.pk]
    assert near_to(luyi, other) == []
    assert near_percent("同样，的 话", "同样的话。") == 100
    assert near_percent("", "x") == 0
    told = {"petition_id": again.pk, "version": again.version}
    with pytest.raises(Invalid):
        handling.merge(luyi, into_id=again.pk, **told)
    handling.merge(luyi, into_id=desk.petition.pk, **told)
    again.refresh_from_db()
    assert (again.state, again.same_as_id) == (PetitionState.MERGED, desk.petition.pk)
    with pytest.raises(Invalid):
        handling.merge(luyi, petition_id=other.pk, version=1, into_id=again.pk)


def test_what_belongs_to_a_higher_organ_leaves_a_number_and_a_day(desk: Petitioned) -> None:
    before = Petition.objects.count()
    for _ in range(2):
        said = registering.turn_away(
            desk.actor("guer"), inspection_id=desk.fielded.inspection.pk
        )  # fmt: skip
    assert "5 个工作日" in said
    assert "不得录入" in said
    assert Petition.objects.count() == before
    assert TurnedAway.objects.values_list("on", "count").get() == (TODAY, 2)
    row = AuditRow.objects.filter(verb="petitions.petition.turned_away").last()
    assert row is not None
    assert set(row.details) == {"on"}


@pytest.mark.parametrize(
    ("more", "field"),
    [({"text": " "}, "text"), ({"subject": ""}, "subject"), ({"name": " "}, "name"),
     ({"received_on": TODAY + DAY}, "received_on"), ({"text": "字" * 8001}, "text")],
)  # fmt: skip
def test_incomplete_ones_are_refused(desk: Petitioned, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as told:
        desk.register(**more)
    assert told.value.field == field


def test_who_sees_and_who_handles(desk: Petitioned) -> None:
    row = desk.petition

    def seen(who: str) -> int:
        return access.visible(desk.actor(who), Petition).filter(pk=row.pk).count()

    assert [seen(one) for one in ("song", "liwen", "luyi", "guer")] == [1, 1, 1, 1]
    others = ("hejingan", "fengli", "zhoulan", "zhengyan", "qinsan", "xitong", "baomi", "shenji")
    assert [seen(one) for one in others] == [0] * len(others)
    with pytest.raises(Absent):
        handling.accept(desk.actor("qinsan"), **_on(desk))
    with pytest.raises(Refused):
        registering.register_petition(
            desk.actor("hejingan"), inspection_id=desk.fielded.inspection.pk,
            facts=__import__("tests.petitioned", fromlist=["FACTS"]).FACTS,
        )  # fmt: skip
    with pytest.raises(Absent):
        desk.register("qinsan")


def test_a_member_sees_what_he_took_in_and_what_he_handles(desk: Petitioned) -> None:
    """顾二 as an ordinary member: not the petitions of others."""
    from xuncha.cycle.teams.models import Seat

    Seat.objects.filter(inspector__user__username="guer").update(role="member")
    guer = desk.actor("guer")
    assert not access.visible(guer, Petition).exists()
    own = desk.register("guer")
    assert list(access.visible(guer, Petition)) == [own]
    handling.assign(desk.actor("luyi"), petition_id=desk.petition.pk, handler_id=guer.user_id or 0)
    assert access.visible(guer, Petition).count() == 2
    handling.accept(guer, **_on(desk))
    with pytest.raises(Invalid):
        handling.assign(
            desk.actor("luyi"), petition_id=own.pk, handler_id=desk.people["zhoulan"].pk
        )
    with pytest.raises(Refused):
        handling.assign(guer, petition_id=own.pk, handler_id=guer.user_id or 0)


def test_counts_and_rules(desk: Petitioned) -> None:
    told = dict(selectors.counts(desk.actor("hejingan")))
    assert (told["全部登记"], told["待受理"]) == (1, 1)
    with pytest.raises(Absent):
        selectors.counts(desk.actor("luyi"))
    song = desk.actor("song")
    base: dict[str, Any] = {"effective_on": TODAY, "note": "本区规定"}
    for wrong in ({"settings": {"tell_workdays": 0}}, {"settings": {}, "note": " "},
                  {"settings": {}, "effective_on": TODAY - DAY}):  # fmt: skip
        with pytest.raises(Invalid):
            rules.set_petition_rules(song, **(base | wrong))
    with pytest.raises(Refused):
        rules.set_petition_rules(desk.actor("liwen"), settings={}, **base)
