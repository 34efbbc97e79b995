"""Policies of oversight, one file a theme."""

from xuncha.cycle.oversight.policies import alerts, checks, letters

__all__ = ["alerts", "checks", "letters"]
