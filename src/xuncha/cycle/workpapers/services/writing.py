"""Writing a paper while it is a draft: its words, facts, sources and files."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.planning.enums import AFTER_ENTRY
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers import sources
from xuncha.cycle.workpapers.content import Words
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import Fact, Paper, PaperFile, PaperSource, PaperVersion
from xuncha.cycle.workpapers.numbering import save_numbered
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.receiving import Readable
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

LOCKED = "已经有人签字的底稿不能改，要改请退回或者重新编制，系统另起一版。"


@service
def create_paper(actor: Actor, *, inspection_id: int, words: Words) -> Paper:
    """Begin a paper as the author. Refuses whoever is not of the authorised team, an inspection not
    yet entered, and content that can't be a paper."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    paper = Paper(
        inspection=inspection, author_id=actor.user_id, title=words.title.strip(),
        created_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", paper)
    if inspection.state not in AFTER_ENTRY:
        raise Conflict("还没有进驻，进驻以后再写底稿。")
    words.check()
    save_numbered(paper)
    version = PaperVersion.objects.create(
        paper=paper, number=1, made_by_id=actor.user_id, made_at=clock.now(), **_blocks(words)
    )
    _fill(actor, version, words)
    record(actor, "workpapers.paper.created", paper)
    return paper


@service
def change_paper(actor: Actor, *, paper_id: int, version: int, words: Words) -> Paper:
    """Write the draft anew. Refuses anybody but the author, and a paper that was signed."""
    paper = draft(actor, paper_id, "change")
    words.check()
    touch(paper, version, title=words.title.strip())
    row = current(paper)
    PaperVersion.objects.filter(pk=row.pk).update(**_blocks(words))
    row.facts.all().delete()
    row.sources.all().delete()
    _fill(actor, row, words)
    record(actor, "workpapers.paper.changed", paper)
    return paper


@service
def add_paper_file(
    actor: Actor, *, paper_id: int, stream: Readable, name: str, note: str = ""
) -> PaperFile:
    """Attach a file to the draft; it is kept once, encrypted, with its hash."""
    paper = draft(actor, paper_id, "change")
    stored = keep_file(actor, stream=stream, name=name)
    row = PaperFile(
        version=current(paper), file=stored, note=note.strip()[:200], added_by_id=actor.user_id,
        added_at=clock.now(),
    )  # fmt: skip
    if row.version.files.filter(file__sha256=stored.sha256).exists():
        raise Invalid("这个文件已经附在底稿上。", field="file")
    row.save(force_insert=True)
    touch(paper, paper.version)
    record(actor, "workpapers.file.added", paper, sha256=stored.sha256)
    return row


@service
def drop_paper_file(actor: Actor, *, paper_file_id: int) -> Paper:
    """Take a file off the draft."""
    row = access.get_or_404(actor, PaperFile, related=("version", "file"), pk=paper_file_id)
    paper = draft(actor, row.version.paper_id, "change")
    if row.version.number != paper.revision:
        raise Conflict(LOCKED)
    digest = row.file.sha256
    row.delete()
    touch(paper, paper.version)
    record(actor, "workpapers.file.removed", paper, sha256=digest)
    return paper


def draft(actor: Actor, paper_id: int, action: str) -> Paper:
    """A paper that may still be written, under policy."""
    paper = access.get_or_404(actor, Paper, related=("inspection",), pk=paper_id)
    access.require(actor, action, paper)
    if paper.state != PaperState.DRAFT:
        raise Conflict(LOCKED)
    return paper


def current(paper: Paper) -> PaperVersion:
    """The version in force."""
    return PaperVersion.objects.get(paper=paper, number=paper.revision)


def touch(paper: Paper, version: int, **fields: Any) -> None:
    """Count a change of the draft, unless somebody was faster or it was signed meanwhile."""
    fields["version"] = version + 1
    rows = Paper.objects.filter(pk=paper.pk, version=version, state=PaperState.DRAFT)
    if rows.update(**fields) != 1:
        raise Conflict
    for name, value in fields.items():
        setattr(paper, name, value)


def _blocks(words: Words) -> dict[str, str]:
    return {
        "title": words.title.strip(), "origin": words.origin, "summary": words.summary.strip(),
        "discovery": words.discovery.strip(), "support": words.support.strip(),
        "basis": words.basis.strip(),
    }  # fmt: skip


def _fill(actor: Actor, version: PaperVersion, words: Words) -> None:
    facts = [
        Fact(
            version=version, number=place, what=one.what.strip(), when=one.when, where=one.where,
            who=one.who, amount_yuan=one.amount_yuan, quantity=one.quantity, unit=one.unit,
            key=one.key,
        )
        for place, one in enumerate(words.facts, start=1)
    ]  # fmt: skip
    found = sources.chosen(actor, version.paper.inspection_id, words.cited)
    if len(found) != len(set(words.cited)):
        raise Invalid("有一份来源找不到或者您看不到，请重新选择。", field="cited")
    cited = [
        PaperSource(
            version=version, kind=one.kind, record_id=one.record_id, number=one.number,
            title=one.title,
        )
        for one in found
    ]  # fmt: skip
    cited += [
        PaperSource(version=version, kind=sources.OTHER, title=line.strip()[:200])
        for line in words.others
        if line.strip()
    ]
    try:
        with transaction.atomic():
            Fact.objects.bulk_create(facts)
            PaperSource.objects.bulk_create(cited)
    except IntegrityError:
        raise Invalid("有两条相同的事实或者来源，请合并。") from None
