"""Asking whether a rectification is real: rules over ledgers, each answer a question to a person."""

from xuncha.engines.checking.engine import check
from xuncha.engines.checking.report import Report, Severity
from xuncha.engines.checking.settings import Settings, SettingsError

__all__ = ["Report", "Settings", "SettingsError", "Severity", "check"]
