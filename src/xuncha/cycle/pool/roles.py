"""The role of those who are drawn into teams: what they see beyond it comes by authorisation."""

from xuncha.cycle.directory.roles import INSPECTOR

__all__ = ["INSPECTOR"]
