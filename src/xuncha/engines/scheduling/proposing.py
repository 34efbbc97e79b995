"""Proposing the teams of one round: the least burdened first, everything that must hold kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.narrowing import smallest
from xuncha.engines.scheduling.roster import (
    DEPUTIES,
    LEADER,
    MEMBER,
    ROLES,
    SECOND_DEPUTY,
    Candidate,
    Given,
    Reason,
    RosterError,
    Vacancy,
    Wishes,
)
from xuncha.engines.scheduling.roster_model import Demand, RosterModel

_EXPLAINING = 10.0
_NAMES = {"leader": "组长", "deputy": "副组长", "second_deputy": "第二副组长", "member": "组员"}


def propose_teams(
    places: Sequence[Vacancy],
    candidates: Sequence[Candidate],
    wishes: Wishes,
    *,
    seconds: float = 20.0,
    cancelled: Callable[[], bool] | None = None,
) -> list[Given]:
    """Seats for everybody who is still missing, each with its reasons. Nobody sits twice or where
    he is barred; every team has its size, one leader, its deputies (the last from discipline if so
    wished) and every skill that it needs; no two of one home unless allowed. Within that the least
    burdened serve, leaders and deputies are not used up as members, and people who sat together
    before are kept apart. Raises ``RosterError`` with one sentence for each set of demands that
    can't all hold."""
    budget = Budget(seconds, cancelled=cancelled)
    model = RosterModel(places, candidates, wishes)
    model.cost(_price)
    result = model.model.solve(budget, seconds, gap=0.005)
    if result.values is None:
        raise RosterError(why_not(places, candidates, wishes, proven=result.infeasible))
    return explained(places, candidates, wishes, model.given(result.values))


def _price(one: Candidate, role: str) -> float:
    """The burden after this round, a little more for a member who could lead or deputise."""
    wasted = 2.0 * one.can_lead + 1.0 * one.can_deputise if role == MEMBER else 0.0
    if role in DEPUTIES:
        wasted = 2.0 * one.can_lead
    if one.from_discipline and role != SECOND_DEPUTY:
        wasted += 1.0
    return 10.0 * (one.rounds + 1) ** 2 + wasted


def explained(
    places: Sequence[Vacancy], candidates: Sequence[Candidate], wishes: Wishes, given: list[Given]
) -> list[Given]:
    """The seats with their reasons."""
    by_team = {one.team: one for one in places}
    least = min((one.rounds for one in candidates), default=0)
    made = []
    for one in given:
        place = by_team[one.team]
        reasons = [*_of_role(one, place, candidates), *_of_skills(one, place, given)]
        if one.person.rounds == least:
            reasons.append(Reason("load", f"本届已参加{one.person.rounds}轮，负荷最轻"))
        else:
            reasons.append(Reason("load", f"本届已参加{one.person.rounds}轮"))
        made.append(Given(one.team, one.person, one.role, tuple(reasons)))
    return made


def _of_role(one: Given, place: Vacancy, candidates: Sequence[Candidate]) -> list[Reason]:
    able = [who for who in candidates if _may(who, place, one.role)]
    if one.role == MEMBER:
        return []
    name = _NAMES[one.role]
    if len(able) == 1:
        return [Reason("only", f"{place.name}可任{name}的只有{one.person.name}")]
    reasons = [Reason("qualified", f"具备{name}资格，没有回避情形")]
    if one.role == SECOND_DEPUTY:
        reasons.append(Reason("discipline", "来自纪检监察机关"))
    return reasons


def _may(who: Candidate, place: Vacancy, role: str) -> bool:
    if who.id in place.barred:
        return False
    if role == LEADER:
        return who.can_lead and who.id not in place.barred_leading
    able = who.can_deputise and who.id not in place.barred_deputising
    return able and (who.from_discipline or role != SECOND_DEPUTY)


def _of_skills(one: Given, place: Vacancy, given: list[Given]) -> list[Reason]:
    mates = [who for who, _ in place.taken]
    mates += [
        other.person for other in given if other.team == one.team and other.person != one.person
    ]
    others = {skill for who in mates for skill in who.skills}
    reasons = []
    for skill in sorted(place.needs & one.person.skills):
        alone = skill not in others
        reasons.append(Reason("skill", f"{'组内唯一会' if alone else '会'}{skill}"))
    return reasons


def why_not(
    places: Sequence[Vacancy], candidates: Sequence[Candidate], wishes: Wishes, *, proven: bool
) -> tuple[str, ...]:
    """One sentence for a smallest set of demands that can't all hold."""
    if not proven:
        return ("在限定的时间里没有找到合适的人选，请放宽条件或增加时间。",)
    budget = Budget(_EXPLAINING)
    demands = list(_demands(places, wishes))

    def clash(some: Sequence[Demand]) -> bool:
        lifted = frozenset(one for one in demands if one not in some)
        return RosterModel(places, candidates, wishes, lifted).is_impossible(budget)

    found = smallest(demands, clash, lambda: budget.left() <= 0)
    names = {one.team: one.name for one in places}
    words = "，".join(_words(one, names, wishes) for one in sorted(found, key=_order))
    return (f"{words}，这几条不能同时满足。" if len(found) > 1 else f"{words}，找不到合适的人。",)


def _order(one: Demand) -> tuple[int, int]:
    return one[1] if one[1] >= 0 else 10**9, 0


def _demands(places: Sequence[Vacancy], wishes: Wishes) -> list[Demand]:
    made: list[Demand] = []
    for place in places:
        made.append(("leader", place.team, ""))
        if wishes.deputies:
            made.append(("deputies", place.team, ""))
        if wishes.deputies and wishes.second_deputy:
            made.append(("second_deputy", place.team, ""))
        made += [("skill", place.team, skill) for skill in sorted(place.needs)]
        made.append(("size", place.team, ""))
        if place.barred or place.barred_leading or place.barred_deputising:
            made.append(("recusal", place.team, ""))
    if not wishes.same_home:
        made.append(("same_home", -1, ""))
    if wishes.most_rounds:
        made.append(("most_rounds", -1, ""))
    return made


def _words(one: Demand, names: dict[int, str], wishes: Wishes) -> str:
    kind, team, skill = one
    name = names.get(team, "")
    return {
        "leader": f"{name}要有组长", "deputies": f"{name}要有{wishes.deputies}名副组长",
        "second_deputy": f"{name}要有来自纪检监察机关的第二副组长",
        "skill": f"{name}要有会{skill}的人", "size": f"{name}要有{wishes.size}人",
        "recusal": f"{name}须回避的人不能进组", "same_home": "同组的人不能来自同一单位",
        "most_rounds": f"每人一届最多参加{wishes.most_rounds}轮",
    }[kind]  # fmt: skip


assert set(_NAMES) == set(ROLES)
