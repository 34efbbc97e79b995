"""Is this rectification real? Rules over ledgers; each answer is a question to a person."""

from xuncha.engines.checking.engine import check
from xuncha.engines.checking.report import Report, Severity
from xuncha.engines.checking.settings import Settings, SettingsError

__all__ = ["Report", "Settings", "SettingsError", "Severity", "check"]
