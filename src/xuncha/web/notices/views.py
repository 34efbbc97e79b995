"""The inbox: what happened, where to look; opening a notice marks it as read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from xuncha.foundation import access
from xuncha.foundation.notices import selectors
from xuncha.foundation.notices.models import Notice
from xuncha.foundation.notices.services import mark_read
from xuncha.web.http import SIGNED_IN, Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

SORTS = (Sort("new", "最近在前", "pk", descending=True),)


@read_view(SIGNED_IN)
def inbox(request: Request) -> HttpResponse:
    """One's notices, newest first; ``unread=1`` leaves the read ones out."""
    only_unread = request.GET.get("unread") == "1"
    rows = selectors.inbox(request.actor)
    if only_unread:
        rows = rows.filter(read_at__isnull=True)
    context = {"page": page_of(request, rows, SORTS), "only_unread": only_unread}
    return render(request, "notices/inbox.html", context)


@write_view(SIGNED_IN, form=False)
def read(request: Request, notice_id: int) -> HttpResponse:
    """Mark one as read and go where it points, if that is within this site."""
    notice = access.get_or_404(request.actor, Notice, pk=notice_id)
    mark_read(request.actor, notice_id=notice.pk)
    return HttpResponseRedirect(notice.url) if _is_local(notice.url) else redirect("notices_inbox")


@write_view(SIGNED_IN, form=False)
def read_all(request: Request) -> HttpResponse:
    """Mark all of one's own as read."""
    count = mark_read(request.actor)
    messages.success(request, f"已把 {count} 条消息标为已读。" if count else "没有未读消息。")
    return redirect("notices_inbox")


def _is_local(url: str) -> bool:
    """A path of this site: neither another host nor a name to be looked up."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
