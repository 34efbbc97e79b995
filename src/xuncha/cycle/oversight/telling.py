"""Words to whoever is to act next: numbers only, never which unit or what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xuncha.cycle.directory.roles import LEADER, OFFICE_DIRECTOR, UNIT, UNIT_HEAD, UNIT_LIAISON
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.oversight.enums import BY_LEADER, AlertLevel, LetterState
from xuncha.cycle.oversight.models import Charge, Letter, SpotCheck
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def tell_checkers(actor: Actor, rows: Sequence[SpotCheck]) -> None:
    """To both checkers, one word for all that was given at once. It names no unit: whoever keeps
    away from it finds nothing behind the link."""
    first = rows[0]
    text = f"有 {len(rows)} 件事项派给您实地核查。" if len(rows) > 1 else f"{first}等您实地核查。"
    users = [one for one in (first.first_id, first.second_id) if one]
    url = "/oversight/checks/?mine=yes" if len(rows) > 1 else _of(first)
    tell(actor, users=users, kind="oversight.check.assigned", text=text, url=url)


def tell_other(actor: Actor, row: SpotCheck) -> None:
    """To the checker who has to confirm."""
    users = [one for one in (row.first_id, row.second_id) if one and one != row.recorded_by_id]
    tell(
        actor, users=users, kind="oversight.check.recorded", text=f"{row}的核查记录等您确认。",
        url=_of(row),
    )  # fmt: skip


def tell_director(actor: Actor, row: SpotCheck) -> None:
    """To the office's director: something is to be decided."""
    _tell(actor, with_roles([OFFICE_DIRECTOR]), row, f"{row}核查完了，等您定处理。")


def _tell(actor: Actor, users: Iterable[int], row: SpotCheck, text: str) -> None:
    tell(
        actor, users=users, kind="oversight.check.confirmed", text=text, url=_of(row),
        topic=topic_of(row.inspection_id),
    )  # fmt: skip


def _of(row: SpotCheck) -> str:
    return f"/oversight/checks/{row.pk}/"


def tell_alerts(actor: Actor, counted: Mapping[tuple[int, AlertLevel], int]) -> None:
    """One word for each inspection and step, to the circle of that step: the unit's liaison; its
    head as well; the leader in charge as well; the leading group as well. The leading group hears
    of all units in one word, and so does the office's head of those that nobody is in charge of."""
    rows = Inspection.objects.select_related("organisation", "round")
    inspections = rows.in_bulk({pk for pk, _ in counted})
    for (pk, level), number in sorted(counted.items()):
        row = inspections[pk]
        text = f"{row.organisation} {row.round}：{number} 件整改事项{_WORDS[level]}"
        url = f"/oversight/items/?inspection={pk}&level={level.value}"
        tell(
            actor, users=_circle(row, level), kind=f"oversight.alert.{level.value}", text=text,
            url=url, topic=topic_of(pk),
        )  # fmt: skip
    alone = [
        number
        for (pk, level), number in counted.items()
        if level >= AlertLevel.RED and not in_charge(inspections[pk].organisation_id)
    ]
    if alone:
        text = f"{len(alone)} 个单位共 {sum(alone)} 件整改事项逾期，这些单位没有登记分管领导。"
        url = "/oversight/?colour=red"
        tell(
            actor, users=with_roles([OFFICE_DIRECTOR]), kind="oversight.alert.3", text=text, url=url
        )  # fmt: skip
    late = [(pk, number) for (pk, level), number in counted.items() if level == AlertLevel.GROUP]
    if late:
        text = f"{len(late)} 个单位共 {sum(n for _, n in late)} 件整改事项逾期较久，请督促。"
        url = f"/oversight/items/?level={AlertLevel.GROUP.value}"
        tell(actor, users=with_roles([LEADER]), kind="oversight.alert.4", text=text, url=url)


_WORDS = {
    AlertLevel.GREEN: "快到时限，请抓紧。",
    AlertLevel.YELLOW: "临近时限，还没有申报完成。",
    AlertLevel.RED: "已经逾期，请立即办理。",
    AlertLevel.GROUP: "逾期较久，已报领导小组。",
}


def _circle(row: Inspection, level: AlertLevel) -> list[int]:
    users = unit_users(row.organisation_id, {UNIT_LIAISON})
    if level >= AlertLevel.YELLOW:
        users += unit_users(row.organisation_id, {UNIT_HEAD})
    if level >= AlertLevel.RED:
        users += in_charge(row.organisation_id)
    return users


def in_charge(organisation_id: int) -> list[int]:
    """The leader in charge of a unit today; nobody where none was put down."""
    today = clock.today()
    rows = Charge.objects.filter(organisation_id=organisation_id, from_on__lte=today)
    rows = rows.exclude(until_on__lt=today)
    return list(rows.values_list("leader_id", flat=True))


def tell_approvers(actor: Actor, row: Letter) -> None:
    """To whoever may approve it: the leading group for the grave ones, else the office's head; the
    leading group too where he handed it in himself."""
    roles = {LEADER} if row.kind in BY_LEADER else {OFFICE_DIRECTOR}
    users = with_roles(roles)
    if set(users) <= {actor.user_id}:
        users = with_roles([LEADER])
    _of_letter(actor, users, row, "submitted", "等您审批。")


def tell_drafter(actor: Actor, row: Letter, words: str) -> None:
    """To those who drafted and edited it."""
    users = [one for one in (row.drafted_by_id, row.edited_by_id) if one]
    _of_letter(actor, users, row, "decided", words)


def tell_issued(actor: Actor, row: Letter) -> None:
    """To everybody who speaks for the unit: a letter came, or was taken back."""
    if row.state == LetterState.WITHDRAWN:
        tell_unit(actor, row, "已撤回。")
        return
    tell_unit(actor, row, f"请在 {row.receive_by} 前签收，{row.answer_by} 前答复。")


def tell_unit(actor: Actor, row: Letter, words: str) -> None:
    """To the unit's head and liaison."""
    users = unit_users(row.inspection.organisation_id, UNIT)
    _of_letter(actor, users, row, "unit", words)


def tell_office(actor: Actor, row: Letter, words: str) -> None:
    """To whoever issued it, and the office's head."""
    users = [*([row.issued_by_id] if row.issued_by_id else []), *with_roles([OFFICE_DIRECTOR])]
    _of_letter(actor, users, row, "office", words)


def _of_letter(
    actor: Actor, users: Iterable[int], row: Letter, kind: str, words: str
) -> None:  # fmt: skip
    tell(
        actor, users=users, kind=f"oversight.letter.{kind}", text=f"{row}{words}",
        url=f"/oversight/letters/{row.pk}/", topic=topic_of(row.inspection_id),
    )  # fmt: skip
