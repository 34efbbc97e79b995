"""Policies of the use of results, one file a theme."""

from xuncha.cycle.results.policies import commons, institutions, joint, results, steps

__all__ = ["commons", "institutions", "joint", "results", "steps"]
