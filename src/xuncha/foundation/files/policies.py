"""A file has no reader of its own: whoever may read the record that holds it may read the file."""

from __future__ import annotations

from xuncha.foundation import access
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.policies import RolePolicy


@access.register(StoredFile)
class StoredFilePolicy(RolePolicy):
    """Nobody reaches a file by itself; the page asks for the owning record, then opens its file."""
