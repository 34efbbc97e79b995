"""Machines, exchanges with them, and what clashed."""

from xuncha.cycle.outings.models.clashes import Clash
from xuncha.cycle.outings.models.machines import Exchange, KeptFile, Machine

__all__ = ["Clash", "Exchange", "KeptFile", "Machine"]
