"""Keeping files, and clearing away those that nobody needs."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings

from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files import receiving, selectors, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.names import LONGEST
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid, Refused

DAY = timedelta(days=1)


def keep_file(
    actor: Actor, *, stream: receiving.Readable, name: str, limit_bytes: int | None = None
) -> StoredFile:
    """Take in one file as handed in and keep it encrypted; the same content is kept once.

    Refuses with ``Invalid`` on ``file``, one sentence each: empty, over ``limit_bytes`` (the site's
    limit by itself), programs and scripts whatever they are called, names that contradict the
    content, bombs and archives that can't be looked into, names without words or over 200
    characters. ``Unavailable`` when the disk is full or the key is missing. A refusal is noted in
    the log; inside another service it is undone with that service.

    The stream is read and sealed before the transaction opens, so call it first where many write.
    """
    limit = settings.XUNCHA_MAX_UPLOAD_BYTES if limit_bytes is None else limit_bytes
    try:
        with receiving.receive(stream, name=name, limit_bytes=limit) as received:
            blob = vault.put(received.content, sha256=received.sha256, size=received.size)
    except Invalid as refusal:
        _note_refusal(actor, name=name, sentence=refusal.sentence)
        raise
    return _note(actor, received=received, blob=blob)


def keep_made(actor: Actor, *, content: BinaryIO, name: str, kind: str) -> StoredFile:
    """Keep a file that the system put together itself; the same sealing, the same line in the log.
    It is not looked through again: what it is made of was when it came in."""
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    size = content.tell()
    content.seek(0)
    received = receiving.Received(name, size, digest, kind, content)
    blob = vault.put(content, sha256=digest, size=size)
    return _note(actor, received=received, blob=blob)


@service
def _note(actor: Actor, *, received: receiving.Received, blob: str) -> StoredFile:
    stored = StoredFile.objects.create(
        name=received.name,
        size=received.size,
        sha256=received.sha256,
        kind=received.kind,
        blob=blob,
        uploaded_by_id=actor.user_id,
        uploaded_at=clock.now(),
    )
    record(
        actor, "files.file.stored", stored, size=stored.size, sha256=stored.sha256, kind=stored.kind
    )
    return stored


@service
def _note_refusal(actor: Actor, *, name: str, sentence: str) -> None:
    record(actor, "files.file.refused", name=name[:LONGEST], reason=sentence)


@service
def discard_orphans(actor: Actor, *, older_than: timedelta = DAY) -> int:
    """Clear away files that no record points at, blobs without a file, and half-written drafts.

    Only what is older than ``older_than``: a page may be about to attach a fresh one. Gives the
    number of files and blobs removed; for the system, once a day. A blob goes one run later than
    its file, so that a run which is undone or killed never leaves a file without its content.
    """
    if not actor.is_system:
        raise Refused("清理无主文件由系统自动进行。")
    seconds = older_than.total_seconds()
    stale = list(vault.stale_names(seconds))
    used = selectors.used_blobs(stale)
    removed = 0
    for stored in selectors.unowned(before=clock.now() - older_than):
        record(actor, "files.orphan.discarded", stored, size=stored.size, sha256=stored.sha256)
        stored.delete()
        removed += 1
    removed += sum(vault.discard(name, seconds) for name in stale if name not in used)
    vault.discard_drafts(seconds)
    return removed
