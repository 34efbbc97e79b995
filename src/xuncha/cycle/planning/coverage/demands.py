"""What each organisation needs in a term: prepared, reckoned anew, changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import alive_on
from xuncha.cycle.planning.coverage import defaults
from xuncha.cycle.planning.coverage.indicators import compute
from xuncha.cycle.planning.coverage.risk import Indicator, Part, read_indicators, score
from xuncha.cycle.planning.enums import PLANNABLE, InspectionKind
from xuncha.cycle.planning.models import Demand, RiskModel, Term
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_BATCH = 500
_MONTH = dt.timedelta(days=30.4375)
_PLAIN = ("effort", "kind", "with_parent", "skills", "not_before", "due", "set_risk", "set_reason")
_LEAVES = ("excluded", "deferred")
_SEEN = (*_PLAIN, "typed", "excluded_reason", "deferred_reason")


def model_in_force(day: dt.date) -> tuple[int, list[Indicator]]:
    """Number and indicators of the model in force on a day; 0 stands for the one that comes with
    the house."""
    row = RiskModel.objects.filter(effective_on__lte=day).order_by("-number").first()
    if row is None:
        return 0, read_indicators(defaults.INDICATORS)
    return row.number, read_indicators(row.indicators)


@service
def set_risk_model(
    actor: Actor, *, effective_on: dt.date, note: str, indicators: Sequence[dict[str, Any]]
) -> RiskModel:
    """The next version of the risk model. Refuses an empty note, a day before the last version's,
    and indicators that ``read_indicators`` refuses. Scores follow when they are reckoned anew."""
    last = RiskModel.objects.order_by("-number").first()
    row = RiskModel(
        number=last.number + 1 if last else 1, effective_on=effective_on, note=note.strip(),
        indicators=[one.as_json() for one in read_indicators(indicators)],
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    if not row.note:
        raise Invalid("请写明这一版为什么调整。", field="note")
    if last and effective_on < last.effective_on:
        raise Invalid(f"启用日期不能早于上一版的 {last.effective_on}。", field="effective_on")
    row.save(force_insert=True)
    record(actor, "planning.risk.set", row, number=row.number, reason=row.note)
    return row


@service
def prepare_demands(actor: Actor, *, term_id: int) -> int:
    """Give every organisation that is there on the term's days and has no demand yet one with the
    defaults of its kind. Gives how many were made; those that stand are left as they are."""
    term = access.get_or_404(actor, Term, pk=term_id)
    access.require(actor, "change", Demand(term=term))
    day = min(max(clock.today(), term.start_on), term.end_on)
    have = Demand.objects.filter(term=term).values("organisation")
    rows = Organisation.objects.filter(alive_on(day)).exclude(kind=OrganisationKind.DISTRICT)
    fresh = list(rows.exclude(pk__in=have).select_related("parent").order_by("code"))
    made = [_fresh(term, one) for one in fresh]
    reckon(made, clock.today())
    Demand.objects.bulk_create(made, batch_size=_BATCH)
    if made:
        record(actor, "planning.demand.prepared", term, organisations=len(made))
    return len(made)


def _fresh(term: Term, organisation: Organisation) -> Demand:
    parent = organisation.parent
    goes_along = (
        organisation.kind in defaults.GOES_WITH_PARENT
        and parent is not None
        and parent.kind in defaults.TAKES_VILLAGES
    )
    return Demand(
        term=term, organisation=organisation, effort=defaults.EFFORT.get(organisation.kind, 20),
        kind=InspectionKind.WITH_VILLAGES if goes_along else InspectionKind.REGULAR,
        with_parent=goes_along,
    )  # fmt: skip


@service
def rescore_demands(actor: Actor, *, term_id: int) -> int:
    """Reckon the risk of all organisations of a term anew, with the model in force today. Gives how
    many scores changed; what was settled in a meeting stays."""
    term = access.get_or_404(actor, Term, pk=term_id)
    access.require(actor, "change", Demand(term=term))
    rows = list(Demand.objects.filter(term=term).order_by("pk"))
    before = [one.risk for one in rows]
    reckon(rows, clock.today())
    Demand.objects.bulk_update(rows, ["risk", "risk_model", "risk_parts"], batch_size=_BATCH)
    changed = sum(old != new.risk for old, new in zip(before, rows, strict=True))
    record(actor, "planning.demand.rescored", term, organisations=len(rows), changed=changed)
    return changed


def reckon(demands: Sequence[Demand], day: dt.date) -> None:
    """Set score, parts and the version of the model on each, unsaved."""
    number, indicators = model_in_force(day)
    found = scores(demands, indicators, day)
    for demand, (points, parts) in zip(demands, found, strict=True):
        demand.risk, demand.risk_model = points, number
        demand.risk_parts = [part.words for part in parts]


def scores(
    demands: Sequence[Demand], indicators: Sequence[Indicator], day: dt.date
) -> list[tuple[int, list[Part]]]:
    """Points and parts of each demand under some indicators; nothing is written."""
    codes = [one.code for one in indicators if one.how == "computed" and one.weight]
    known = compute(codes, [one.organisation_id for one in demands], day)
    typed = [one.code for one in indicators if one.how == "typed"]
    found = []
    for demand in demands:
        values: dict[str, float | None] = {
            code: given.get(demand.organisation_id, 0.0) for code, given in known.items()
        }
        values |= {code: demand.typed.get(code) for code in typed}
        found.append(score(indicators, values))
    return found


@service
def change_demand(
    actor: Actor, *, demand_id: int, version: int, changes: Mapping[str, Any]
) -> Demand:
    """Change what one organisation needs. ``excluded_reason`` and ``deferred_reason`` leave it out
    or put it off from today; emptied, they take it back. Refuses a version that is no longer the
    last, dates out of order, a settled risk without its reason, both leaves at once, and putting
    off an organisation that is not new."""
    row = access.get_or_404(actor, Demand, related=("organisation", "term"), pk=demand_id)
    access.require(actor, "change", row)
    if row.version != version:
        raise Conflict
    before = picture(row)
    apply_fields(row, changes)
    check(row)
    reckon([row], clock.today())
    if not write(row):
        raise Conflict
    after = picture(row)
    changed = [key for key in after if before[key] != after[key]]
    record(
        actor, "planning.demand.changed", row, before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )  # fmt: skip
    return row


def write(row: Demand) -> bool:
    """Save a changed demand as its next version; False if somebody was faster."""
    names = [
        one.attname for one in row._meta.concrete_fields if not (one.primary_key or one.generated)
    ]
    values = {name: getattr(row, name) for name in names} | {"version": row.version + 1}
    saved = Demand.objects.filter(pk=row.pk, version=row.version).update(**values)
    row.version += saved
    return bool(saved)


def picture(row: Demand) -> dict[str, str]:
    """What a person sees of a demand, in words: to tell whether it changed and how."""
    return {key: str(value if (value := getattr(row, key)) is not None else "") for key in _SEEN}


def apply_fields(row: Demand, fields: Mapping[str, Any]) -> None:
    """Lay new values onto a demand, unsaved. ``typed`` adds to what was typed before, None takes an
    indicator's value back."""
    for key in _PLAIN:
        if key in fields:
            setattr(row, key, fields[key])
    row.skills = sorted(set(row.skills))
    if row.set_risk is None:
        row.set_reason = ""
    typed = row.typed | dict(fields.get("typed", {}))
    row.typed = {key: value for key, value in typed.items() if value is not None}
    for leave in _LEAVES:
        reason = fields.get(f"{leave}_reason")
        if reason is None:
            continue
        reason = reason.strip()
        if reason and not getattr(row, f"{leave}_on"):
            setattr(row, f"{leave}_on", clock.today())
        if not reason:
            setattr(row, f"{leave}_on", None)
        setattr(row, f"{leave}_reason", reason)


def check(row: Demand) -> None:
    """``Invalid`` with the sentence and the field for what can't be."""
    if not 1 <= row.effort <= 1000:
        raise Invalid("工作量在 1 到 1000 个工作日之间。", field="effort")
    if row.kind not in PLANNABLE:
        ways = "、".join(str(one.label) for one in PLANNABLE)
        raise Invalid(f"列入规划的方式只能是：{ways}。", field="kind")
    if row.due and row.not_before and row.due <= row.not_before:
        raise Invalid("“最迟”必须晚于“不早于”。", field="due")
    if row.set_risk is not None and not (0 <= row.set_risk <= 100):
        raise Invalid("风险在 0 到 100 之间。", field="set_risk")
    if row.set_risk is not None and not row.set_reason.strip():
        raise Invalid("会商确定的风险要写明理由。", field="set_reason")
    if row.excluded_reason and row.deferred_reason:
        raise Invalid("不能既不列入本届又缓巡。", field="deferred_reason")
    if row.with_parent and row.organisation.parent_id is None:
        raise Invalid(f"{row.organisation}没有上级单位，不能随上级一并巡察。", field="with_parent")
    if row.deferred_reason and not _is_new(row.organisation):
        raise Invalid(
            f"只有设立不满 {defaults.NEW_MONTHS} 个月的单位可以缓巡。", field="deferred_reason"
        )


def _is_new(organisation: Organisation) -> bool:
    born = organisation.established_on
    return born is not None and clock.today() - born < _MONTH * defaults.NEW_MONTHS
