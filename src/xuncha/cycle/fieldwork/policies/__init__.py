"""Who sees and does what in the field. The team asks and confirms, the office approves and looks
in, the unit answers to what is addressed to it, partners to what they were asked."""

from xuncha.cycle.fieldwork.policies import briefings, fixes, notices, requests, supervision

__all__ = ["briefings", "fixes", "notices", "requests", "supervision"]
