"""What goes into a round's dossier, as one person may read it: papers, files, and what is
missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from xuncha.cycle.planning.enums import ORDER, Stage
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.foundation import access
from xuncha.foundation.files.models import StoredFile
from xuncha.insight.papers import registry
from xuncha.insight.papers.allowing import may_print
from xuncha.insight.papers.dossier.catalogue import ATTACHED, CATALOGUE, Series
from xuncha.insight.papers.dossier.finished import DONE, inspection_of, of_round, owed
from xuncha.insight.papers.registry import PaperKind
from xuncha.insight.search.kinds import kinds as findable
from xuncha.kernel.actor import Actor

FILES: dict[str, Q] = {
    "proof": Q(), "line_file": Q(), "briefing_file": Q(), "fix_file": Q(), "visit_file": Q(),
    "paper_file": Q(
        version__paper__state=PaperState.SIGNED, version__number=F("version__paper__revision")
    ),
    "fact_file": Q(),
}  # fmt: skip
"""Files that are handed over with the papers, by the names under which search knows them, and which
of them: of a working paper those of the version that was signed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the dossier: a paper of a record, or a stored file."""

    series: Series
    title: str
    unit: str
    kind: PaperKind | None = None
    record: Any = None
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What a dossier should have and has not, and who owes it."""

    unit: str
    what: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All of it, in the order of the index."""

    pieces: list[Piece]
    missing: list[Missing]


def gather(actor: Actor, row: Round) -> Gathered:
    """The round as this person may read it. What he may not read is told as missing only where the
    catalogue asks for it; nothing else of it is told."""
    pieces: list[Piece] = []
    missing: list[Missing] = []
    for series in CATALOGUE:
        found = [*_papers(actor, row, series, missing)]
        pieces += found
        if series.needed is not None:
            missing += _without(actor, row, series, series.needed, found)
    pieces += _attached(actor, row)
    return Gathered(pieces, missing)


def _papers(
    actor: Actor, row: Round, series: Series, missing: list[Missing]
) -> Iterator[Piece]:  # fmt: skip
    for name in series.kinds:
        kind = registry.kind_named(name)
        seen = access.visible(actor, kind.model).filter(of_round(kind, row))
        seen = seen.select_related(*kind.related).order_by("pk")
        for record in seen.filter(DONE[name]) if name in DONE else seen:
            unit = _unit(record)
            if sentence := kind.unless(record) or may_print(actor, kind, record).reason:
                missing.append(Missing(unit, f"{kind.title}：{record}", series.owes, sentence))
            else:
                yield Piece(series, f"{kind.title}：{record}", unit, kind, record)
        if (told := owed(kind)) is not None:
            late, why = told
            missing += [
                Missing(_unit(record), f"{kind.title}：{record}", series.owes, why)
                for record in seen.filter(late)
            ]


def _without(
    actor: Actor, row: Round, series: Series, stage: Stage, found: list[Piece]
) -> Iterator[Missing]:  # fmt: skip
    """Inspections that are far enough and have no such paper at all."""
    late = ORDER[ORDER.index(stage) :]
    have = {inspection_of(one.record).pk for one in found}
    rows = access.visible(actor, Inspection).filter(round=row, state__in=late)
    for one in rows.exclude(pk__in=have).select_related("organisation").order_by("pk"):
        yield Missing(one.organisation.name, series.title, series.owes, "一份也没有")


def _attached(actor: Actor, row: Round) -> Iterator[Piece]:
    for kind in findable():
        if kind.key not in FILES:
            continue
        way = next(one for one in kind.related if one.endswith("inspection__round"))
        rows = access.visible(actor, kind.rows()).filter(
            FILES[kind.key], **{way: row}, file__isnull=False
        )
        for record in rows.select_related(*kind.related).order_by("pk"):
            name = f"{kind.label}：{record.file.name}"
            yield Piece(ATTACHED, name, kind.unit_name(record), file=record.file)


def _unit(record: Any) -> str:
    inspection = inspection_of(record)
    return inspection.organisation.name if inspection is not None else ""


def by_who(missing: list[Missing]) -> Counter[str]:
    """How many pieces each owes."""
    return Counter(one.who for one in missing)
