"""Dossiers as rows, written in batches: inspections, findings, items and what hangs on them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db import models

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.enums import Nature, Source
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.rectification.enums import MoveReason
from xuncha.cycle.rectification.models import (
    DueMove,
    Extension,
    Item,
    ItemStep,
    Measure,
    Progress,
    Proof,
)
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.demo import papers
from xuncha.demo.people import Cast
from xuncha.demo.texts import model
from xuncha.kernel import clock
from xuncha.kernel.keys import content_key

LEFT_TO_USERS = "区林业局"
"""Its list of findings and its ledger lie in the demo folder, for whoever tries the import."""
UNREPORTED = frozenset({"fed_back", "plan_review", "rectifying"})

Pair = tuple[Item, model.Item, model.Organisation]
_FLUSH = 2000
_BATCH = 400


class Writer:
    """Collects rows and writes them when enough have come together."""

    def __init__(
        self, cast: Cast, rounds: dict[int, Round], units: dict[str, Organisation]
    ) -> None:
        self.cast, self.rounds, self.units = cast, rounds, units
        self.leaves = dict(
            TaxonomyNode.objects.filter(taxonomy__role="main").values_list("code", "pk")
        )
        self.findings: list[tuple[Finding, model.Finding, model.Organisation]] = []
        self.items = 0
        self.alike: Counter[tuple[int, str]] = Counter()

    def take(self, dossier: model.Dossier, round_number: int) -> None:
        """Take in one organisation's inspections of one round."""
        for told, findings in dossier.inspections:
            if told.round_number != round_number:
                continue
            inspection = self._inspection(dossier.organisation, told)
            seen: set[str] = set()
            if told.stage in UNREPORTED and dossier.organisation.short_name == LEFT_TO_USERS:
                continue
            for one in findings:
                made = self._finding(inspection, one)
                if made.key not in seen:
                    seen.add(made.key)
                    self.findings.append((made, one, dossier.organisation))
                    self.items += len(one.items)
        if self.items > _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what has come together."""
        Finding.objects.bulk_create([made for made, *_ in self.findings], batch_size=_BATCH)
        pairs: list[Pair] = []
        for made, told, unit in self.findings:
            pairs += [(self._item(made, one), one, unit) for one in told.items]
        Item.objects.bulk_create([item for item, *_ in pairs], batch_size=_BATCH)
        self._write_under(pairs)
        self.findings, self.items = [], 0

    def _write_under(self, pairs: list[Pair]) -> None:
        kinds: dict[type[models.Model], list[Any]] = {
            Measure: [], Progress: [], Proof: [], ItemStep: [], Extension: [],
            DueMove: [],
        }  # fmt: skip
        for item, told, unit in pairs:
            who = self.cast.of_unit(item.organisation_id)
            kinds[Measure] += [
                Measure(item=item, number=n, text=text)
                for n, text in enumerate(told.measures, start=1)
            ]
            kinds[Progress] += [
                Progress(
                    item=item, text=one.text, recovered_yuan=one.recovered_yuan,
                    reported_on=one.reported_on, author=who, created_at=_at(one.reported_on),
                )
                for one in told.progress
            ]  # fmt: skip
            kinds[Proof] += [papers.proof_row(unit, item, told, one, who) for one in told.proofs]
            kinds[ItemStep] += self._steps(item, told)
            if told.extension is not None:
                if not told.extension.reopening:
                    kinds[Extension].append(self._extension(item, told.extension))
                if told.extension.state == "granted":
                    kinds[DueMove].append(self._move(item, told.extension))
        for kind, rows in kinds.items():
            kind._default_manager.bulk_create(rows, batch_size=_BATCH)

    def _inspection(self, unit: model.Organisation, told: model.Inspection) -> Inspection:
        return Inspection.objects.create(
            round=self.rounds[told.round_number], organisation=self.units[unit.code],
            kind=told.kind, state=told.stage, team_name=told.team_name,
            entered_on=told.entered_on, left_on=told.left_on, feedback_on=told.feedback_on,
            rectify_until_on=told.rectify_until_on,
        )  # fmt: skip

    def _finding(self, inspection: Inspection, told: model.Finding) -> Finding:
        return Finding(
            inspection=inspection, organisation_id=inspection.organisation_id,
            round_id=inspection.round_id, number=told.number, text=told.text,
            key=content_key(told.text), leaf_id=self.leaves.get(told.leaf),
            nature=NATURES.get(told.nature, ""),
            source=SOURCES.get(told.source, ""), is_key=told.is_key, amount_yuan=told.amount_yuan,
            state=told.state, is_historical=told.state == "fed_back",
            created_at=_at(inspection.feedback_on or clock.today()),
        )  # fmt: skip

    def _item(self, finding: Finding, told: model.Item) -> Item:
        cast, unit = self.cast, finding.organisation_id
        verifier, confirmer = cast.two_of_the_office(unit)
        facts = LEVELS.get(told.state, 0)  # how many of the three facts stand
        claimed, verified, sustained = (
            day if place < facts else None
            for place, day in enumerate((told.claimed_on, told.verified_on, told.sustained_on))
        )
        return Item(
            finding=finding, inspection_id=finding.inspection_id, organisation_id=unit,
            round_id=finding.round_id, number=told.number, problem=told.problem,
            key=self._key(finding, told),
            category=told.category[:80], lead=told.lead,
            responsible_unit=told.responsible_unit, due_on=told.due_on,
            original_due_on=told.original_due_on, due_words=told.due_words,
            is_long_term=told.is_long_term, amount_due_yuan=told.amount_due_yuan,
            satisfaction=told.satisfaction, remark=told.remark, state=told.state,
            claimed_at=_at(claimed), done_on=told.done_on if claimed else None,
            claimed_by=cast.of_unit(unit) if claimed else None,
            verified_at=_at(verified), verified_by=verifier if verified else None,
            sustained_at=_at(sustained), sustained_by=confirmer if sustained else None,
            created_at=_at(finding.created_at.date()),
        )  # fmt: skip

    def _key(self, finding: Finding, told: model.Item) -> str:
        """As an import makes it, so that a ledger that comes back finds its items."""
        base = content_key(finding.text, told.problem)
        place = (finding.inspection_id, base)
        self.alike[place] += 1
        return content_key(base, str(self.alike[place]))

    def _steps(self, item: Item, told: model.Item) -> list[ItemStep]:
        steps = []
        before = "open"
        for one in told.steps:
            label, after = STEPS[one.action]
            who = self.cast.by_role(one.role, item)
            steps.append(
                ItemStep(
                    item=item, action=one.action, label=label, before=before, after=after,
                    reason=one.reason or REASONS.get(one.action, ""), by=who, by_name=who.name,
                    at=_at(one.on),
                )
            )  # fmt: skip
            before = after
        return steps

    def _move(self, item: Item, told: model.Extension) -> DueMove:
        again = told.reopening
        who = self.cast.by_role("office_director", item)
        return DueMove(
            item=item, why=MoveReason.REOPENED if again else MoveReason.EXTENDED,
            from_on=told.from_on, to_on=told.to_on, by=who, at=_at(told.decided_on),
            rule="重新整改时另定" if again else "",
        )  # fmt: skip

    def _extension(self, item: Item, told: model.Extension) -> Extension:
        return Extension(
            item=item, from_on=told.from_on, to_on=told.to_on, reason=told.reason,
            asked_by=self.cast.of_unit(item.organisation_id), asked_at=_at(told.asked_on),
            state=told.state, decided_at=_at(told.decided_on), decision=told.decision,
            decided_by=self.cast.director if told.decided_on else None,
        )  # fmt: skip


NATURES = {str(label): value for value, label in Nature.choices}
SOURCES = {str(label): value for value, label in Source.choices}
LEVELS = {"claimed": 1, "verified": 2, "sustained": 3}
REASONS = {
    "return": "佐证只能说明做过工作，看不出结果，请补充能证明结果的材料。",
    "verify": "查阅了佐证原件，并到现场看过。",
    "sustain": "回访没有反弹。",
}
STEPS = {
    "start": ("开始整改", "working"),
    "claim": ("申报完成", "claimed"),
    "claim_by_ledger": ("台账申报", "claimed"),
    "withdraw_claim": ("撤回申报", "working"),
    "return": ("退回", "returned"),
    "verify": ("核实", "verified"),
    "sustain": ("确认巩固", "sustained"),
    "reopen": ("重新整改", "reopened"),
}


def _at(day: dt.date | None) -> Any:
    """A moment on a day; loading doesn't invent hours."""
    return dt.datetime.combine(day, dt.time(10), clock.CHINA) if day else None
