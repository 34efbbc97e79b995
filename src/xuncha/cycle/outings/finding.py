"""Teams and machines as the command line names them."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.outings.models import Machine
from xuncha.cycle.outings.standing import standing_of
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Assignment, Team
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid


def _live() -> Any:
    rows = Team.objects.filter(
        authorisation__state=AuthorisationState.ANNOUNCED,
        authorisation__shuts_on__gte=clock.today(),
    )  # fmt: skip
    return rows.select_related("round", "authorisation").order_by("pk")


def team_named(words: str) -> Team:
    """A team by its number, or by the name of an organisation that an authorised team inspects.
    ``Invalid`` with those that may be meant otherwise."""
    words = words.strip()
    rows = Team.objects.select_related("round", "authorisation")
    if words.isdigit():
        found = list(rows.filter(pk=int(words)))
    else:
        tasks = Assignment.objects.filter(inspection__organisation__name=words).values("team")
        found = list(_live().filter(pk__in=tasks)) if words else []
    if len(found) != 1:
        some = "；".join(f"{one.pk} {one.round.name}{one.name}" for one in _live()[:10])
        raise Invalid(
            f"没有找到组“{words}”，请写组的编号或者被巡察单位的名称。现在获授权的："
            f"{some or '没有'}。"
        )
    return found[0]


def listed() -> list[dict[str, Any]]:
    """Teams whose authorisation is in force, and every machine that is not wiped yet."""
    wanted = set(_live().values_list("pk", flat=True))
    machines: dict[int, list[Machine]] = {}
    for machine in Machine.objects.order_by("pk"):
        machines.setdefault(machine.team_id, []).append(machine)
    wanted |= {pk for pk, every in machines.items() if any(not one.wiped_on for one in every)}
    rows = Team.objects.filter(pk__in=wanted).select_related("round", "authorisation")
    return [
        {
            "team": team.pk, "name": f"{team.round.name}{team.name}",
            "until": str(team.authorisation.shuts_on or ""),
            "units": list(
                Assignment.objects.filter(team=team).order_by("pk")
                .values_list("inspection__organisation__name", flat=True)
            ),
            "machines": [
                {"code": one.code, "holder": one.holder, "standing": standing_of(one).words}
                for one in machines.get(team.pk, [])
            ],
        }
        for team in rows.order_by("pk")
    ]  # fmt: skip
