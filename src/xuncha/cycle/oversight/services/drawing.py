"""Drawing: the system chooses, nobody else."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction
from django.db.models import Q

from xuncha.cycle.oversight.enums import OPEN_CHECKS
from xuncha.cycle.oversight.models import Draw, SpotCheck
from xuncha.cycle.oversight.population import Candidate, Pick, gather, hash_of, pick
from xuncha.cycle.oversight.rules import rules_on
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.engines.checking.sampling import MOST_SEED
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Refused
from xuncha.kernel.records import next_number

AT_ONCE = "刚才有人抽取了同样的事项，请刷新后看他抽的结果。"


def scope_of(round_id: int, inspection_id: int | None) -> tuple[str, Q]:
    """What a draw is out of: its mark, and the condition on items."""
    if inspection_id is not None:
        return f"inspection:{inspection_id}", Q(inspection_id=inspection_id)
    return f"round:{round_id}", Q(round_id=round_id)


@service
def draw(actor: Actor, *, round_id: int, inspection_id: int | None = None) -> Draw:
    """Draw out of the items of a round, or of one of its inspections: the risky ones and a seeded
    share of the others. Refuses whoever keeps away from one of the inspections, a scope whose last
    draw is not done, an empty population, and one that was drawn from already."""
    rules = rules_on(clock.today())
    numbers = rules.settings
    row = _unkept(actor, round_id, inspection_id)
    row.scope_key, within = scope_of(round_id, inspection_id)
    _demand_done(row.scope_key)
    population = gather(within, money_from=numbers.money_from)
    if not population:
        raise Conflict(
            "这一范围里没有可抽的事项：已申报、已核实，或者没有抽查过就确认巩固的，并且没有在核查，才能抽。"
        )
    row.population_hash = hash_of(row.scope_key, population)
    if Draw.objects.filter(scope_key=row.scope_key, population_hash=row.population_hash).exists():
        raise Conflict("同一批事项已经抽过了，不能重抽；事项有变化以后再抽。")
    row.seed = secrets.randbelow(MOST_SEED) + 1
    row.share_percent, row.risky_most = numbers.sample_percent, numbers.risky_most
    row.sustained_percent = numbers.sustained_percent
    row.rules_version = rules.number
    picks = pick(
        population, seed=row.seed, share_percent=row.share_percent, risky_most=row.risky_most,
        sustained_percent=row.sustained_percent,
    )  # fmt: skip
    if not picks:
        raise Conflict("这一范围里只有已经确认巩固的事项，规则定为不抽，没有可抽的。")
    keep(row, population, picks)
    record(
        actor, "oversight.draw.made", row, seed=row.seed, hash=row.population_hash,
        size=row.size, picked=row.picked, rules=row.rules_version,
    )  # fmt: skip
    return row


def _demand_done(scope_key: str) -> None:
    """First things first: what was drawn is looked at before more is drawn."""
    left = SpotCheck.objects.filter(draw__scope_key=scope_key, state__in=sorted(OPEN_CHECKS))
    if number := left.count():
        raise Conflict(f"上一次抽中的还有 {number} 件没有办完，办完再抽。")


def _unkept(actor: Actor, round_id: int, inspection_id: int | None) -> Draw:
    round_ = access.get_or_404(actor, Round, pk=round_id)
    inspection = None
    if inspection_id is not None:
        rows = Inspection.objects.filter(round=round_)
        inspection = access.get_or_404(actor, rows, pk=inspection_id)
    row = Draw(
        year=clock.today().year, round=round_, inspection=inspection, drawn_by_id=actor.user_id,
        drawn_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    shut = Inspection.objects.filter(round=round_, pk__in=actor.recusals)
    if inspection is None and shut.exists():
        raise Refused("您对这一轮里的巡察有回避，请由别的同志抽取，或者按单位抽取。")
    return row


def keep(row: Draw, population: list[Candidate], picks: list[Pick]) -> None:
    """Number it and keep it with its checks, or ``Conflict`` where somebody was faster."""
    row.population = [one.to_list() for one in population]
    row.size, row.picked = len(population), len(picks)
    row.number = next_number(Draw.objects.filter(year=row.year))
    checks = [
        SpotCheck(
            draw=row, number=number, item_id=one.candidate.item_id,
            inspection_id=one.candidate.inspection_id, is_risky=one.is_risky, why=list(one.why),
            drawn_by_id=row.drawn_by_id,
        )
        for number, one in enumerate(picks, start=1)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            SpotCheck.objects.bulk_create(checks, batch_size=200)
    except IntegrityError:
        raise Conflict(AT_ONCE) from None
