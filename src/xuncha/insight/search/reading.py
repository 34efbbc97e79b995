"""Reading what files say: a job, each file in a process of its own, with limits."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from xuncha.engines.reading.text_child import read_texts_in_child
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import as_path
from xuncha.foundation.jobs.daily import add_chore
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.foundation.jobs.services import start
from xuncha.insight.search import filetexts
from xuncha.insight.search.kinds import kinds
from xuncha.insight.search.letters import letters_of
from xuncha.insight.search.models import FileText
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Unavailable
from xuncha.kernel.policies import NOTHING

READ = "search.read_files"
_AT_ONCE = 40
_READABLE = frozenset({"doc", "docx", "xlsx", "xls", "pdf", "ofd", "txt", "html", "xml"})


def unread() -> QuerySet[StoredFile]:
    """Files whose content nobody has read yet, newest first. Only those that a record of some kind
    that can be found holds: what other rooms keep is none of this one's business."""
    held = NOTHING
    for kind in kinds():
        if kind.file is not None:
            held |= Q(pk__in=kind.rows().filter(file__isnull=False).values("file"))
    known = FileText.objects.filter(blob=OuterRef("blob"))
    rows = access.visible(SYSTEM, StoredFile).filter(held, ~Exists(known))
    return rows.filter(kind__in=sorted(_READABLE)).order_by("-pk")


def ask_for_reading() -> bool:
    """Have unread files read, unless a job for it waits. Says whether one was asked for now."""
    waiting = access.visible(SYSTEM, Job).filter(kind=READ, state=JobState.WAITING)
    if waiting.exists() or not unread().exists():
        return False
    start(SYSTEM, kind=READ, arguments={})
    return True


@job(READ, "读出附件文字，供检索")
def read_files(progress: Progress) -> dict[str, Any]:
    """Read some of the unread files and, where there are more, ask for another such job, so that
    other jobs come in between. Each is noted when it is read: broken off, it goes on where it was;
    of two that run at once one finds the other's note."""
    files = list({one.blob: one for one in unread()[:_AT_ONCE]}.values())
    progress.step(0, len(files), "打开")
    for done, (stored, text) in enumerate(zip(files, _texts(files), strict=True), start=1):
        keep_text(SYSTEM, stored=stored, text=text)
        progress.step(done, len(files), f"第 {done} 份")
    if files:
        ask_for_reading()
    return {"files": len(files)}


def _texts(files: list[StoredFile]) -> list[str | None]:
    """What files say; None where that can't be read."""
    found: dict[int, str | None] = {}
    with ExitStack() as opened:
        paths = []
        for stored in files:
            try:
                path = opened.enter_context(as_path(stored))
            except Unavailable:
                continue
            paths.append((stored.pk, path, stored.kind))
        texts = read_texts_in_child([one[1:] for one in paths], filetexts.MOST)
        found = dict(zip((one[0] for one in paths), texts, strict=True))
    return [found.get(stored.pk) for stored in files]


@service
def keep_text(actor: Actor, *, stored: StoredFile, text: str | None) -> FileText:
    """Keep a file's words sealed; the log's line has the index read the file's records anew."""
    state, sealed = FileText.State.UNREADABLE, ""
    if text is not None:
        state = FileText.State.READ if letters_of(text[:2000]) else FileText.State.EMPTY
    if state == FileText.State.READ:
        sealed = filetexts.seal(text or "", blob=stored.blob)
    row, made = FileText.objects.get_or_create(
        blob=stored.blob, defaults={"state": state, "sealed": sealed, "read_at": clock.now()}
    )
    if made:
        record(actor, "search.file.read", stored, state=str(state))
    return row


@service
def forget_discarded(actor: Actor) -> int:
    """Words of contents that no file has any more go, too."""
    kept = StoredFile.objects.filter(blob=OuterRef("blob"))
    rows = access.visible(actor, FileText).filter(~Exists(kept))
    count = rows.delete()[0]
    if count:
        record(actor, "search.file.forgotten", name="附件文字", count=count)
    return count


add_chore(forget_discarded)
