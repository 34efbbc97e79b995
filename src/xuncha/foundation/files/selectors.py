"""Opening kept files. Whoever calls was let through to the record that owns the file."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet

from xuncha.foundation.files import kinds, sealing, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.names import extension
from xuncha.kernel.errors import Unavailable

_BATCH = 500


def open_file(stored: StoredFile) -> Iterator[bytes]:
    """The content in chunks of at most 1 MiB, each verified before it is given out.

    ``Unavailable`` with one sentence where the blob is gone, cut, changed or another's, or its key
    is missing. The first chunk is read at once, so that a page fails before it answers.
    """
    parts = _verified(stored)
    first = next(parts)
    return _chained(first, parts)


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _verified(stored: StoredFile) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for part in vault.chunks(stored.blob):
        digest.update(part)
        yield part
    if digest.hexdigest() != stored.sha256:
        raise Unavailable(sealing.DAMAGED)


def read_bytes(stored: StoredFile) -> bytes:
    """The whole content, for files known to be small; refusals as ``open_file``."""
    return b"".join(open_file(stored))


@contextmanager
def as_path(stored: StoredFile) -> Iterator[Path]:
    """A plain copy for engines that want a path: mode 0600, with the name's ending, gone after.

    Refusals as ``open_file``; ``Unavailable`` too when the disk is full.
    """
    ending = extension(stored.name)
    suffix = f".{ending}" if ending.isascii() and ending.isalnum() else f".{stored.kind}"
    with vault.disk_errors():
        handle, name = tempfile.mkstemp(suffix, vault.PLAIN, vault.scratch())
    path = Path(name)
    try:
        with vault.disk_errors(), os.fdopen(handle, "wb") as copy:
            copy.writelines(open_file(stored))
        yield path
    finally:
        path.unlink(missing_ok=True)


def media_type(stored: StoredFile) -> str:
    """What a browser is told: pictures and PDF as they are, anything else as inert bytes."""
    return kinds.kind_named(stored.kind).media_type


def may_show_inline(stored: StoredFile) -> bool:
    """Whether a browser may show it in its window (pictures, PDF); anything else is downloaded."""
    return kinds.kind_named(stored.kind).inline


def kind_label(stored: StoredFile) -> str:
    """The kind in words: "Word 文档"."""
    return kinds.kind_named(stored.kind).label


def used_blobs(names: Iterable[str]) -> set[str]:
    """Those of the blobs that some file needs."""
    wanted = list(names)
    return {
        blob
        for start in range(0, len(wanted), _BATCH)
        for blob in StoredFile.objects.filter(blob__in=wanted[start : start + _BATCH])
        .values_list("blob", flat=True)
        .distinct()
    }


def unowned(*, before: dt.datetime) -> QuerySet[StoredFile]:
    """Files older than ``before`` that no foreign key of any model points at.

    Where no model points at files at all, none counts as unowned: a part of the house is missing.
    """
    rows = StoredFile.objects.filter(uploaded_at__lt=before).order_by("pk")
    pointers = [
        one
        for one in StoredFile._meta.get_fields(include_hidden=True)
        if isinstance(one, ManyToOneRel)
    ]
    if not pointers:
        return rows.none()
    for one in pointers:
        owners = one.field.model._base_manager
        rows = rows.filter(~Exists(owners.filter(**{one.field.attname: OuterRef("pk")})))
    return rows
