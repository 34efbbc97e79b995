"""Reading one's inbox."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.foundation import access
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.actor import Actor


def unread_count(actor: Actor) -> int:
    """How many notices wait; counted up to 100."""
    rows = access.visible(actor, Notice).filter(read_at__isnull=True)
    return rows.order_by()[:100].count()


def inbox(actor: Actor) -> QuerySet[Notice]:
    """One's notices, newest first."""
    return access.visible(actor, Notice).order_by("-pk")
