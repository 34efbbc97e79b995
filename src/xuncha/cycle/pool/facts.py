"""Everything that may tie a person to an organisation, in one shape, whatever table it stands in:
what the recusal engine reads. Facts, not judgements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from xuncha.cycle.pool.enums import TieKind, TieSource, TieState
from xuncha.cycle.pool.models import Inspector, PastService, Tie

Origin = Literal["home", "native", "tie", "service"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about one person.

    ``origin`` and ``row_id`` tell where it stands (home and native: the inspector's own row).
    ``kind`` is a ``TieKind`` value, or ``"served"`` for an earlier inspection. ``organisation_id``
    is empty where only ``organisation_words`` name the place: nothing can be reckoned from them,
    a person must look. An empty ``from_on`` is "for ever back", an empty ``until_on`` "to this
    day". Of a past service only its first day is known: ``from_on`` and ``until_on`` are that day.
    ``kinship`` is a ``Kinship`` value, ``leads`` whether the post is one of the leading body.
    """

    inspector_id: int
    origin: Origin
    row_id: int
    kind: str
    organisation_id: int | None
    organisation_words: str = ""
    person: str = ""
    relationship: str = ""
    kinship: str = ""
    post: str = ""
    leads: bool = False
    detail: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    source: str = TieSource.ARCHIVE


def facts_of(inspector_ids: Collection[int]) -> dict[int, list[Fact]]:
    """All standing facts of these persons, by person; three queries, however many. Withdrawn ones
    are left out; ended ones keep their days. No scope narrows them: recusal must see everything,
    and whoever shows a fact to a person asks the policy of ties first."""
    found: dict[int, list[Fact]] = defaultdict(list)
    ids = list(inspector_ids)
    for person in Inspector.objects.filter(pk__in=ids).order_by("pk"):
        found[person.pk] += _own(person)
    ties = Tie.objects.filter(inspector_id__in=ids, state=TieState.STANDING).order_by("pk")
    for tie in ties:
        found[tie.inspector_id].append(_tie(tie))
    served = PastService.objects.filter(inspector_id__in=ids, withdrawn_at__isnull=True)
    for one in served.order_by("pk"):
        found[one.inspector_id].append(
            Fact(
                one.inspector_id, "service", one.pk, "served", one.organisation_id,
                one.organisation_words, post=one.get_role_display(), from_on=one.on,
                until_on=one.on, detail=one.round_words, source=one.source,
            )
        )  # fmt: skip
    return dict(found)


def _own(person: Inspector) -> list[Fact]:
    home = Fact(
        person.pk, "home", person.pk, TieKind.POST, person.home_id, person.home_words,
        post=person.post, from_on=person.home_since,
    )  # fmt: skip
    if not person.native_organisation_id:
        return [home]
    native = Fact(
        person.pk, "native", person.pk, TieKind.NATIVE, person.native_organisation_id,
        person.native_place,
    )  # fmt: skip
    return [home, native]


def _tie(tie: Tie) -> Fact:
    return Fact(
        tie.inspector_id, "tie", tie.pk, tie.kind, tie.organisation_id, tie.organisation_words,
        tie.person, tie.relationship, tie.kinship, tie.post, tie.leads, tie.detail, tie.from_on,
        tie.until_on, tie.source,
    )  # fmt: skip
