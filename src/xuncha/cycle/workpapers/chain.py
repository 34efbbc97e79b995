"""Who signs next under a paper, in order 承办人 → 副组长 → 组长, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.teams.enums import DEPUTIES, SeatRole
from xuncha.cycle.teams.models import Seat
from xuncha.cycle.workpapers import rules
from xuncha.cycle.workpapers.enums import PaperState, SignRole
from xuncha.cycle.workpapers.models import Paper, Signature
from xuncha.cycle.workpapers.rules import PaperSettings
from xuncha.cycle.workpapers.seats import Sitting, sittings
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

ROLE_OF = {
    PaperState.DRAFT: SignRole.AUTHOR,
    PaperState.REVIEWING: SignRole.DEPUTY,
    PaperState.APPROVING: SignRole.LEADER,
}
DONE_HERE = "您已经在这份底稿上签过名，后面的由另一位同志签。"


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: ``role`` of the chain, the people by account, ``who`` in words, and the
    rule by which somebody stands in ("" if the seat itself signs). ``by_director`` if the director
    of the office signs."""

    role: SignRole
    users: frozenset[int]
    who: str
    rule: str = ""
    by_director: bool = False


def turn_of(paper: Paper) -> Turn | None:
    """Who signs next; None where nothing is to be signed. Three queries at most."""
    role = ROLE_OF.get(PaperState(paper.state))
    if role is None:
        return None
    seats = sittings(paper.inspection_id)
    if role == SignRole.AUTHOR:
        return _author(paper, seats)
    settings = rules.rules_on(clock.today()).settings
    signed = set(
        Signature.objects.filter(
            version__paper=paper, version__number=paper.revision
        ).values_list("signed_by_id", flat=True)
    )  # fmt: skip
    used = signed | {paper.author_id}
    if role == SignRole.DEPUTY:
        return _deputy(paper, seats, settings, used)
    return _leader(paper, seats, settings, used)


def by_lead() -> Exists:
    """Papers whose author leads the team or is a deputy of it: those where somebody may have to
    stand in. For a filter of papers."""
    seats = Seat.objects.filter(
        team__assignments__inspection=OuterRef("inspection"),
        inspector__user=OuterRef("author"), role__in=[SeatRole.LEADER, *sorted(DEPUTIES)],
        ended_at__isnull=True,
    )  # fmt: skip
    return Exists(seats)


def why_not_sign(actor: Actor, paper: Paper, turn: Turn | None) -> str:
    """ "" if the actor may sign now, else the sentence."""
    if turn is None:
        return "这份底稿现在不用签字。"
    if turn.by_director and actor.has(OFFICE_DIRECTOR):
        return ""
    if actor.user_id in turn.users and paper.inspection_id in actor.grants:
        return ""
    has_signed = Signature.objects.filter(
        version__paper=paper, version__number=paper.revision, signed_by_id=actor.user_id
    )
    if actor.user_id is not None and has_signed.exists():
        return DONE_HERE
    return f"现在由{turn.who}签字。"


def _author(paper: Paper, seats: Sequence[Sitting]) -> Turn:
    held = [one for one in seats if one.user_id == paper.author_id and one.user_id is not None]
    users = frozenset(one.user_id for one in held if one.user_id is not None)
    name = held[0].name if held else "已离组"
    return Turn(SignRole.AUTHOR, users, f"承办人（{name}）")


def _deputy(
    paper: Paper, seats: Sequence[Sitting], settings: PaperSettings, used: Collection[int | None]
) -> Turn:
    deputies = _holders(seats, DEPUTIES, used)
    if deputies:
        return _turn(SignRole.DEPUTY, deputies)
    if not any(one.role in DEPUTIES and one.user_id == paper.author_id for one in seats):
        return Turn(
            SignRole.DEPUTY, frozenset(), "副组长（本组还没有能签字的副组长，请巡察办安排）"
        )
    rule = rules.FOR_DEPUTY[settings.for_deputy]
    if settings.for_deputy == rules.DIRECTOR:
        return Turn(SignRole.DEPUTY, frozenset(), "巡察办主任", rule, by_director=True)
    wanted = {SeatRole.LIAISON} if settings.for_deputy == rules.LIAISON else {SeatRole.MEMBER}
    return _turn(SignRole.DEPUTY, _holders(seats, wanted, used), rule)


def _leader(
    paper: Paper, seats: Sequence[Sitting], settings: PaperSettings, used: Collection[int | None]
) -> Turn:
    leaders = _holders(seats, {SeatRole.LEADER}, used)
    if leaders:
        return _turn(SignRole.LEADER, leaders)
    if not any(one.role == SeatRole.LEADER and one.user_id == paper.author_id for one in seats):
        return Turn(SignRole.LEADER, frozenset(), "组长（本组还没有能签字的组长，请巡察办安排）")
    rule = rules.FOR_LEADER[settings.for_leader]
    others = _holders(seats, DEPUTIES, used) if settings.for_leader == rules.SECOND else []
    if others:
        return _turn(SignRole.LEADER, others, rule)
    return Turn(
        SignRole.LEADER, frozenset(), "巡察办主任", rules.FOR_LEADER[rules.DIRECTOR],
        by_director=True,
    )  # fmt: skip


def _holders(
    seats: Sequence[Sitting], roles: Collection[SeatRole], used: Collection[int | None]
) -> list[Sitting]:
    """Seats of those roles whose holders have an account and have not signed."""
    return [one for one in seats if one.role in roles and one.user_id and one.user_id not in used]


def _turn(role: SignRole, held: Sequence[Sitting], rule: str = "") -> Turn:
    users = frozenset(one.user_id for one in held if one.user_id is not None)
    who = "或者".join(f"{one.label}{one.name}" for one in held)
    return Turn(role, users, who or "本组另一名同志（请巡察办安排）", rule)
