"""How a machine stands, told from its packages and dates: nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.outings.enums import Way
from xuncha.cycle.outings.models import Exchange, Machine
from xuncha.kernel import clock


@dataclass(frozen=True, slots=True)
class Standing:
    """In words, and whether somebody should look after it."""

    words: str
    is_late: bool = False


def standing_of(machine: Machine) -> Standing:
    """Out, back, late, handed over or wiped."""
    if machine.wiped_on:
        return Standing(f"已清理（{machine.wiped_on:%Y-%m-%d}）")
    rows: list[Exchange] = list(machine.exchanges.all())
    until = max((one.valid_until for one in rows if one.valid_until), default=None)
    days = (clock.today() - until).days if until else 0
    back = max((one.number for one in rows if one.way == Way.BACK), default=0)
    if days > 0:
        return Standing(f"授权到期已 {days} 天，还没有清理", is_late=True)
    if machine.handed_on:
        return Standing(f"已移交（{machine.handed_on:%Y-%m-%d}），待清理")
    return Standing(f"外出中，带回过 {back} 次" if back else "外出中，还没有带回")
