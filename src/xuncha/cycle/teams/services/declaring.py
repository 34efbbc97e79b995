"""Declarations: what members say ties them, compared with what the data knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from xuncha.cycle.pool.enums import TieKind, TieSource, TieState
from xuncha.cycle.pool.models import Tie
from xuncha.cycle.pool.services.tying import TieFacts, add_tie
from xuncha.cycle.teams.conflicts import surroundings
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Authorisation, Declaration, Seat
from xuncha.cycle.teams.telling import tell_office
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add

_OPEN = (AuthorisationState.SUBMITTED, AuthorisationState.APPROVED, AuthorisationState.ANNOUNCED)


@service
def declare(
    actor: Actor, *, seat_id: int, has_none: bool, ties: Sequence[TieFacts] = (), words: str = ""
) -> Declaration:
    """A member declares for his team: nothing ties him, or these do. Each tie is entered in the
    pool as declared by himself, and what it means for the team is judged at once. Refuses both or
    neither, a second declaration for the same seat, and a seat that has ended."""
    seat = _seat(actor, seat_id, "declare")
    return _keep(actor, seat, has_none, ties, words, paper="")


@service
def note_declaration(
    actor: Actor, *, seat_id: int, has_none: bool, paper: str, ties: Sequence[TieFacts] = (),
    words: str = "",
) -> Declaration:  # fmt: skip
    """The office puts a signed paper down for somebody who can't sign in. Demands where the paper
    lies; refuses what ``declare`` refuses."""
    seat = _seat(actor, seat_id, "note_declaration")
    if not paper.strip():
        raise Invalid("请写明纸质申报的编号或者存放处。", field="paper")
    return _keep(actor, seat, has_none, ties, words, paper=paper.strip()[:120])


def _seat(actor: Actor, seat_id: int, action: str) -> Seat:
    rows = Seat.objects.select_related("inspector", "team__round")
    seat = access.get_or_404(actor, rows, pk=seat_id)
    access.require(actor, action, seat)
    if seat.ended_at is not None:
        raise Conflict("已经离组，不用再申报。")
    if Authorisation.objects.get(team_id=seat.team_id).state not in _OPEN:
        raise Conflict("授权还没有送审，或者已经撤销，现在不用申报。")
    return seat


def _keep(
    actor: Actor, seat: Seat, has_none: bool, ties: Sequence[TieFacts], words: str, *, paper: str
) -> Declaration:
    if has_none and ties:
        raise Invalid("选择了“没有需要回避的情形”，就不要再填关系。", field="has_none")
    if not has_none and not ties:
        raise Invalid("请写明是什么关系，或者选择“没有需要回避的情形”。", field="has_none")
    row = Declaration(
        seat=seat, has_none=has_none, words=words.strip()[:300], paper=paper,
        compared=_unsaid(seat, ties), made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    add(row, "这一轮已经申报过；情况有变化的，请用“我要回避”。")
    for facts in ties:
        _enter(actor, seat, facts)
    record(
        actor, "teams.seat.declared", seat.team, inspector=seat.inspector_id, none=has_none,
        ties=len(ties), differences=len(row.compared), on_paper=bool(paper),
    )  # fmt: skip
    if row.compared:
        tell_office(
            actor, "teams.seat.declared",
            f"{seat.inspector.name}的回避申报与数据有 {len(row.compared)} 处不一致，请核对。",
            f"/teams/{seat.team_id}/",
        )  # fmt: skip
    return row


def _enter(actor: Actor, seat: Seat, facts: TieFacts) -> None:
    """A tie that is known already need not be entered twice: it has been judged."""
    try:
        with transaction.atomic():
            add_tie(actor, inspector_id=seat.inspector_id, facts=facts)
    except Conflict:
        return


def _unsaid(seat: Seat, ties: Sequence[TieFacts]) -> list[dict[str, Any]]:
    """What the data knows of ties to the team's organisations, their family and line, and was not
    said. By kind and place; no relative's name."""
    tasks = list(seat.team.assignments.select_related("inspection__organisation"))
    near = surroundings([one.inspection.organisation_id for one in tasks])
    said = {one.organisation_id for one in ties}
    known = Tie.objects.filter(
        inspector_id=seat.inspector_id, state=TieState.STANDING, organisation_id__in=near
    ).select_related("organisation")
    return [
        {
            "tie": tie.pk, "kind": str(tie.get_kind_display()), "place": str(tie.organisation),
            "until": tie.until_on.isoformat() if tie.until_on else "",
        }
        for tie in known.order_by("pk")
        if tie.organisation_id not in said and tie.source != TieSource.DECLARED
    ]  # fmt: skip


def declared_tie(organisation_id: int, kind: TieKind, **more: Any) -> TieFacts:
    """A tie as a declaration tells it."""
    return TieFacts(
        kind=kind, source=TieSource.DECLARED, organisation_id=organisation_id, **more
    )  # fmt: skip
