"""Who was talked to and who not yet, by kind of post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.models import Contact
from xuncha.cycle.fieldwork.services.common import inspection_of
from xuncha.cycle.inquiry.enums import PostKind, TalkState
from xuncha.cycle.inquiry.models import Talk, TalkTarget
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of post: how many were to be talked to, and how many were."""

    kind: str
    label: str
    wanted: int
    talked: int

    @property
    def lacking(self) -> int:
        """How many are still to be talked to."""
        return max(0, self.wanted - self.talked)


def coverage_of(actor: Actor, inspection: Inspection) -> list[Line]:
    """Every kind that is wanted or was talked to, in the order of posts. Three queries."""
    rows = access.visible(actor, Talk).filter(inspection=inspection)
    standing = rows.exclude(state=TalkState.WITHDRAWN).order_by()
    talked = Counter(standing.values_list("post_kind", flat=True))
    wanted = wanted_of(actor, inspection)
    return [
        Line(kind, str(label), wanted.get(kind, 0), talked[kind])
        for kind, label in PostKind.choices
        if wanted.get(kind) or talked[kind]
    ]


def wanted_of(actor: Actor, inspection: Inspection) -> dict[str, int]:
    """What the team set; for the heads of the body, where it set nothing, as many as the directory
    knows."""
    rows = access.visible(actor, TalkTarget).filter(inspection=inspection)
    told = dict(rows.values_list("post_kind", "wanted"))
    if PostKind.HEAD not in told:
        day = inspection.entered_on or clock.today()
        posts = Contact.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day,
            organisation_id=inspection.organisation_id,
            post__in=[ContactPost.SECRETARY, ContactPost.HEAD],
        )  # fmt: skip
        told[PostKind.HEAD] = posts.values("name").distinct().count()
    return told


@service
def set_targets(actor: Actor, *, inspection_id: int, wanted: Mapping[str, int]) -> None:
    """How many of each kind are to be talked to."""
    inspection = inspection_of(actor, inspection_id)
    access.require(actor, "set", TalkTarget(inspection=inspection))
    for kind, number in wanted.items():
        if kind not in PostKind.values or not 0 <= number <= MOST:
            raise Invalid(f"应谈人数应当是 0 到 {MOST} 的整数。", field=kind)
        TalkTarget.objects.update_or_create(
            inspection=inspection, post_kind=kind, defaults={"wanted": number}
        )
    record(actor, "inquiry.targets.set", inspection, wanted=dict(wanted))
