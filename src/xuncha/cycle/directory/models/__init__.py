"""Tables of the directory."""

from xuncha.cycle.directory.models.imports import DirectoryImport
from xuncha.cycle.directory.models.organisations import (
    FormerName,
    FormerParent,
    Organisation,
    Succession,
)
from xuncha.cycle.directory.models.people import Contact, Membership

__all__ = [
    "Contact",
    "DirectoryImport",
    "FormerName",
    "FormerParent",
    "Membership",
    "Organisation",
    "Succession",
]
