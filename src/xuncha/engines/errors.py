"""What engines say of files and settings that they can't take."""

from __future__ import annotations


class BadInput(Exception):
    """Its words are one Chinese sentence that names the place: file, row, field or key."""
