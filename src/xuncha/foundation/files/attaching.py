"""Several files at once, hung on a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from django.db import models

from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

Upload = tuple[IO[bytes], str]
"""A stream and the name under which it was handed in."""
MOST_FILES = 20


def keep_all(actor: Actor, uploads: Sequence[Upload]) -> list[StoredFile]:
    """Take in files before the transaction that attaches them."""
    if len(uploads) > MOST_FILES:
        raise Invalid(f"一次最多上传 {MOST_FILES} 个文件。", field="uploads")
    return [keep_file(actor, stream=stream, name=name) for stream, name in uploads]


def attach(actor: Actor, model: type[models.Model], owner: Any, files: list[StoredFile],
           field: str) -> None:  # fmt: skip
    """Hang files on their record, the same content once."""
    rows: Any = model._default_manager
    known = set(rows.filter(**{field: owner}).values_list("file__sha256", flat=True))
    fresh = {one.sha256: one for one in files if one.sha256 not in known}
    rows.bulk_create(
        [
            model(**{field: owner, "file": one, "added_by_id": actor.user_id,
                     "added_at": clock.now()})
            for one in fresh.values()
        ]
    )  # fmt: skip
