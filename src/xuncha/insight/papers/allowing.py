"""Who may print what: the record's own policy says it, this room adds nothing but the paper's
roles."""

from __future__ import annotations

from typing import Any

from xuncha.foundation import access
from xuncha.insight.papers.registry import PaperKind
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import YES, Decision, no


def may_print(actor: Actor, kind: PaperKind, record: Any) -> Decision:
    """Whether somebody who sees the record may have this paper of it."""
    if not actor.is_system and not actor.has(*kind.roles):
        return no(f"您的岗位没有“打印{kind.title}”这项权限。")
    return access.can(actor, kind.act, record) if kind.act else YES


def record_of(actor: Actor, kind: PaperKind, record_id: int) -> Any:
    """The record in question; ``Absent`` where there is none in sight."""
    return access.get_or_404(actor, kind.model, related=kind.related, pk=record_id)
