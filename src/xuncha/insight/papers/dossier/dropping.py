"""Letting go of what was printed and packed, so that nothing outlives what it may be opened by.

Once no record points at a file, the clearing-away of files takes it with its key.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from xuncha.cycle.workpapers.erasing import erases
from xuncha.cycle.workpapers.models import Paper, PaperStep
from xuncha.foundation.audit.services import service
from xuncha.insight.papers.models import Dossier, PrintedPaper
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused

KEPT = timedelta(days=30)
"""How long the package itself stays here; number, hashes and counts stay for good."""


def handed_over_since() -> Exists:
    """Whether a paper of the round became a clue after the package was asked for."""
    return Exists(
        PaperStep.objects.filter(
            action="hand_over", at__gte=OuterRef("asked_at"),
            paper__inspection__round=OuterRef("round"),
        )
    )  # fmt: skip


@erases
def drop_words_of(paper: Paper) -> None:
    """A paper that becomes a clue: its prints, and the packages that hold it, open for nobody from
    now on; so they are not kept either."""
    prints = PrintedPaper.objects.filter(thing=Paper._meta.label_lower, record_id=paper.pk)
    prints.update(file=None, pdf=None)
    _kept().filter(round=paper.inspection.round_id).update(file=None)


@service
def drop_packages(actor: Actor) -> int:
    """Let go of packages made a while ago, and of one that was still being packed when a paper in
    it was handed over. For the system, once a day."""
    if not actor.is_system:
        raise Refused("案卷包由系统到期清理。")
    shut = _kept().filter(handed_over_since()).values_list("pk", flat=True)
    dropped = _kept().filter(pk__in=list(shut)).update(file=None)
    return dropped + _kept().filter(done_at__lt=clock.now() - KEPT).update(file=None)


def _kept() -> QuerySet[Dossier]:
    return Dossier.objects.filter(file__isnull=False)
