"""The term's coverage plan as it came about: what each organisation needs, the version in force,
a draft for the rest of the term, and an office's own list for whoever tries the import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.coverage import drafting
from xuncha.cycle.planning.coverage.demands import prepare_demands, reckon
from xuncha.cycle.planning.coverage.enums import PlanState
from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.enums import COVERING, PLANNABLE, InspectionKind
from xuncha.cycle.planning.models import (
    Demand,
    Inspection,
    PlanEntry,
    PlanRound,
    PlanVersion,
    Round,
    Term,
)
from xuncha.demo.people import Cast
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_APPROVED = dt.date(2021, 10, 8)
_BATCH = 500
_BIG = frozenset({Kind.DEPARTMENT, Kind.STREET, Kind.TOWN, Kind.TOWNSHIP, Kind.ENTERPRISE})
_SETTLED = {
    "区住建局": (82, "近两年工程项目集中，区委书记专题会研究提高一档"),
    "区教育局": (76, "校舍工程和招生信访较多，会商确定"),
    "区医保局": (71, "审计移交线索待核，会商确定"),
}
_SKILLS = {"区财政局": ["财务"], "区住建局": ["工程", "财务"], "区教育局": ["财务"],
           "区自然资源局": ["工程"], "区审计局": ["审计"]}  # fmt: skip


def load(actor: Actor, cast: Cast, seed: int) -> None:
    """Needs, the version in force since the term's beginning, and a draft of today."""
    term = Term.objects.get()
    prepare_demands(actor, term_id=term.pk)
    _fill_in(term, Random(f"{seed}/needs"))
    first = _in_force(term, cast)
    clerk = build_actor(cast.clerks[0], request_id="demo")
    drafting.draft_plan(clerk, term_id=term.pk, title="届末调整", based_on_id=first.pk)


def _fill_in(term: Term, rng: Random) -> None:
    """What units told of themselves, and what was settled in a meeting."""
    rows = list(Demand.objects.filter(term=term).select_related("organisation").order_by("pk"))
    for row in rows:
        row.typed = _told(row.organisation.kind, rng)
        short = row.organisation.short_name
        row.skills = _SKILLS.get(short, [])
        if short in _SETTLED:
            row.set_risk, row.set_reason = _SETTLED[short]
    reckon(rows, clock.today())
    fields = ["typed", "skills", "set_risk", "set_reason", "risk", "risk_parts", "risk_model"]
    Demand.objects.bulk_update(rows, fields, batch_size=_BATCH)


def _told(kind: str, rng: Random) -> dict[str, float]:
    """The three indicators that are typed in."""
    big = kind in _BIG
    money = rng.choice((2, 3, 3, 4) if big else (0, 1, 1, 2))
    petitions = min(14, round(rng.expovariate(1 / (4 if big else 1.2))))
    return {"money": money, "petitions": petitions, "head": int(rng.random() < 0.22)}


def _in_force(term: Term, cast: Cast) -> PlanVersion:
    """The version that was approved when the term began: it says what was done and is planned."""
    at = dt.datetime.combine(_APPROVED, dt.time(10), clock.CHINA)
    plan = PlanVersion.objects.create(
        term=term, number=1, title="五年全覆盖规划", made_by=cast.clerks[0], made_at=at
    )
    places = _places(term)
    teams: dict[int, int] = {}
    for at_round, team, _ in places.values():
        teams[at_round] = max(teams.get(at_round, 0), team or 1)
    rounds = Round.objects.filter(term=term).order_by("pk")
    PlanRound.objects.bulk_create(
        [PlanRound(plan=plan, round=one, teams=teams.get(one.pk, 4)) for one in rounds]
    )
    PlanEntry.objects.bulk_create(
        [
            PlanEntry(plan=plan, organisation_id=unit, round_id=pk, team_number=team, kind=kind)
            for unit, (pk, team, kind) in sorted(places.items())
        ],
        batch_size=_BATCH,
    )
    PlanVersion.objects.filter(pk=plan.pk).update(
        state=PlanState.APPROVED, basis=drafting.digest(plan), submitted_by=cast.clerks[0],
        submitted_at=at - dt.timedelta(days=9), approved_by=cast.director, approved_on=_APPROVED,
        paper_number="清委发2021年26号",
    )  # fmt: skip
    return plan


def _places(term: Term) -> dict[int, tuple[int, int | None, str]]:
    """Round, team and kind of each organisation's first covering inspection."""
    rows = Inspection.objects.filter(round__term=term, kind__in=COVERING)
    ordered = rows.order_by("-round__start_on", "-pk").values_list(
        "organisation", "round", "team_name", "kind"
    )
    return {
        unit: (at, number_in(team), kind if kind in PLANNABLE else InspectionKind.REGULAR)
        for unit, at, team, kind in ordered
    }


_COLUMNS = [
    OutColumn("序号", 8, "number"), OutColumn("党组织名称", 26), OutColumn("类别", 10),
    OutColumn("预计工作日", 12, "number"), OutColumn("需要的专长", 14),
    OutColumn("最迟完成", 14, "date"), OutColumn("资金和项目规模", 16, "number"),
    OutColumn("近两年信访举报", 16, "number"), OutColumn("主要负责人近一年调整", 20, "number"),
    OutColumn("会商确定的风险", 16, "number"), OutColumn("会商理由", 30),
]  # fmt: skip
_EFFORT = {Kind.DEPARTMENT: (18, 20, 20, 22, 25), Kind.ENTERPRISE: (14, 15, 16)}


def needs_workbook(folder: Path, seed: int) -> None:
    """The office's list for the next term: every organisation that goes by itself, with two rows
    that can't be taken, as such lists have."""
    folder.mkdir(parents=True, exist_ok=True)
    units = Organisation.objects.filter(dissolved_on__isnull=True).exclude(
        kind__in=[Kind.DISTRICT, Kind.VILLAGE, Kind.COMMUNITY]
    )
    rows = list(_lines(list(units.order_by("code")), Random(f"{seed}/list")))
    with (folder / "十三届巡察需求清单.xlsx").open("wb") as stream:
        write_table(
            stream, title="清源区党组织巡察需求清单", columns=_COLUMNS, rows=rows,
            notes=["区委巡察办综合科汇总，资金规模按 0 到 4 级填，负责人有调整填 1。"],
        )  # fmt: skip


def _lines(units: list[Organisation], rng: Random) -> Iterator[list[Any]]:
    for number, unit in enumerate(units, 1):
        told = _told(unit.kind, rng)
        effort = rng.choice(_EFFORT.get(Kind(unit.kind), (None,)))
        risk, reason = _SETTLED.get(unit.short_name, (None, None))
        due = dt.date(2028, 8, 31) if unit.short_name in _SETTLED else None
        yield [
            number, unit.name, unit.get_kind_display(), effort,
            "、".join(_SKILLS.get(unit.short_name, [])), due, told["money"], told["petitions"],
            told["head"], risk, reason,
        ]  # fmt: skip
    count = len(units)
    yield [count + 1, "清源区招商服务专班", "区直单位", 20, *[None] * 7]
    yield [count + 2, units[0].name, "区直单位", "二十天左右", *[None] * 7]
