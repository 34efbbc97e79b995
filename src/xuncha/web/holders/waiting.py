"""What waits on the workbench: shares of the escrow to be printed."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import READERS
from xuncha.foundation.holders import selectors
from xuncha.foundation.holders.selectors import may_hold
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import Section, Todo, source


@source(READERS, 81)
def waiting(actor: Actor) -> Iterable[Section]:
    """Shares that the actor keeps and has not confirmed yet."""
    if not may_hold(actor):
        return
    shares = [one for one in selectors.own_shares(actor) if one.wrapped]
    yield Section(
        "托管份额待打印", [Todo(str(one.escrow), reverse("holders_escrow")) for one in shares]
    )
