"""The first draft, so that nothing is typed twice: a row for each item that the unit's ledger holds
already, else one for each part of each finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.schemes.coverage import findings_of, parts_of
from xuncha.cycle.schemes.models import Scheme, SchemeRow, SchemeTie, SchemeVersion


def fill(scheme: Scheme, version: SchemeVersion) -> int:
    """Write the first rows; gives how many."""
    by_finding: dict[int, list[Item]] = defaultdict(list)
    items = Item.objects.filter(inspection_id=scheme.inspection_id)
    for item in items.prefetch_related("measures").order_by("id"):
        by_finding[item.finding_id].append(item)
    rows: list[SchemeRow] = []
    ties = []
    for finding in findings_of(scheme.inspection_id):
        for item in by_finding[finding.pk]:
            rows.append(_of_item(version, len(rows) + 1, finding, item))
            ties.append(SchemeTie(scheme=scheme, line=len(rows), item=item))
        if not by_finding[finding.pk]:
            rows += _of_parts(version, len(rows) + 1, finding)
    SchemeRow.objects.bulk_create(rows, batch_size=400)
    SchemeTie.objects.bulk_create(ties, batch_size=400)
    return len(rows)


def _of_item(version: SchemeVersion, line: int, finding: Finding, item: Item) -> SchemeRow:
    measures = sorted(item.measures.all(), key=lambda one: one.number)
    return SchemeRow(
        version=version, line=line, finding=finding, task=item.problem,
        measures="\n".join(one.text for one in measures), lead=item.lead,
        department=item.responsible_unit, due_on=item.due_on, is_long_term=item.is_long_term,
    )  # fmt: skip


def _of_parts(version: SchemeVersion, first: int, finding: Finding) -> Iterator[SchemeRow]:
    parts = parts_of(finding.text)
    told = [([part.words], part.words) for part in parts] or [([], finding.text)]
    for line, (named, task) in enumerate(told, start=first):
        yield SchemeRow(version=version, line=line, finding=finding, parts=named, task=task)
