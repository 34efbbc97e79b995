"""What files say is reached through the records that hold them, never by itself."""

from __future__ import annotations

from xuncha.foundation import access
from xuncha.insight.search.models import FileText
from xuncha.kernel.policies import RolePolicy


@access.register(FileText)
class FileTextPolicy(RolePolicy):
    """Nobody but the system."""
