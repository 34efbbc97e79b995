"""What the system does by itself in the sealed store once a day."""

from __future__ import annotations

from xuncha.cycle.clues.sealing import expired_copies
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused


@service
def drop_expired(actor: Actor) -> int:
    """Remove the keys of those whose grants ran out. The door was shut by the date already; this
    takes the key away too. Gives their number."""
    if not actor.is_system:
        raise Refused("到期的钥匙由系统自动收走。")
    count = expired_copies()
    if count:
        record(actor, "clues.key.expired", keys=count)
    return count
