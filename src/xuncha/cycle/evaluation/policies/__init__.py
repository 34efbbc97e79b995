"""Policies of evaluation, one file a theme."""

from xuncha.cycle.evaluation.policies import evaluations, meetings, publicity, reports, surveys

__all__ = ["evaluations", "meetings", "publicity", "reports", "surveys"]
