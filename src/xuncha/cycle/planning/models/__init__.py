"""The tables of planning."""

from xuncha.cycle.planning.models.terms import Inspection, Round, Term

__all__ = ["Inspection", "Round", "Term"]
