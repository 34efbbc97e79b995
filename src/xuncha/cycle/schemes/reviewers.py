"""Who may speak for a party in a review, and whom to propose."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import LEADER, OFFICE, PARTNER
from xuncha.cycle.directory.selectors import lines_of
from xuncha.cycle.fieldwork.stay import accounts_with, team_of, team_users
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes.enums import Party
from xuncha.cycle.schemes.models import ReviewSeat, Scheme
from xuncha.cycle.teams.conflicts import in_force
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.teams.telling import leader_of
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

_ROLES = {
    Party.OFFICE: OFFICE, Party.DISCIPLINE: frozenset({PARTNER}),
    Party.ORGANISATION: frozenset({PARTNER}), Party.PUBLICITY: frozenset({PARTNER}),
    Party.LEADER: frozenset({LEADER}),
}  # fmt: skip
_NAMED = {
    Party.DISCIPLINE: ("纪委", "监委", "纪检"), Party.ORGANISATION: ("组织部",),
    Party.PUBLICITY: ("宣传部",),
}  # fmt: skip


def candidates(scheme: Scheme, party: str) -> list[User]:
    """Accounts that may speak for a party: by role, the team by its seats; nobody who is recused
    from the inspection."""
    if party == Party.TEAM:
        found = list(User.objects.filter(pk__in=team_users(scheme.inspection_id)).order_by("pk"))
    else:
        found = accounts_with(_ROLES[Party(party)])
    shut = _recused(scheme.inspection)
    return [one for one in found if one.pk not in shut]


def may_review(scheme: Scheme, party: str, user_id: int) -> bool:
    """Whether an account may speak for a party."""
    return any(one.pk == user_id for one in candidates(scheme, party))


def proposal(scheme: Scheme, party: str) -> int | None:
    """Whom to propose: whoever spoke for the party last, the team's leader, a post that names the
    party."""
    known = candidates(scheme, party)
    ids = [one.pk for one in known]
    if party == Party.TEAM:
        team = team_of(scheme.inspection_id)
        leader = leader_of(team.pk) if team else None
        return leader if leader in ids else next(iter(ids), None)
    last = ReviewSeat.objects.filter(party=party, user_id__in=ids).order_by("-pk").first()
    if last is not None:
        return last.user_id
    words = _NAMED.get(Party(party), ())
    return next((one.pk for one in known if any(word in one.post for word in words)), None)


def _recused(inspection: Inspection) -> set[int | None]:
    """Accounts to which a recusal shuts the inspection."""
    line = lines_of({inspection.organisation_id})[inspection.organisation_id]
    rows = Recusal.objects.filter(
        Q(inspection=inspection) | Q(inspection__isnull=True, organisation_id__in=line),
        in_force(clock.today()),
    )
    told = rows.values_list("user_id", "inspector__user_id")
    return {user for pair in told for user in pair}
