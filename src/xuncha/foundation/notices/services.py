"""Telling people, and marking as read."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@service
def tell(
    actor: Actor, *, users: Iterable[int], kind: str, text: str, url: str = "", topic: str = ""
) -> int:
    """Put a word into the inboxes of ``users``, in the transaction of the service that calls: if
    that is undone, nobody was told. Whoever acted is not told of his own act. Gives the number.
    ``topic``: see the model."""
    wanted = dict.fromkeys(one for one in users if one != actor.user_id)
    now = clock.now()
    rows = [
        Notice(user_id=one, kind=kind, text=text[:300], url=url, topic=topic, created_at=now)
        for one in wanted
    ]
    Notice.objects.bulk_create(rows)
    return len(rows)


@service
def mark_read(actor: Actor, *, notice_id: int | None = None) -> int:
    """Mark one of one's own notices as read, or all of them. Gives how many were unread."""
    rows = access.visible(actor, Notice).filter(read_at__isnull=True)
    if notice_id is not None:
        access.get_or_404(actor, Notice, pk=notice_id)
        rows = rows.filter(pk=notice_id)
    return rows.update(read_at=clock.now())
