"""Printing a paper: filled as the person who prints may read, numbered, kept, noted in the log."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

from xuncha.foundation import access
from xuncha.foundation.audit.selectors import last_line
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.jobs.services import start
from xuncha.insight.papers import converting, registry
from xuncha.insight.papers.allowing import may_print, record_of
from xuncha.insight.papers.filling import demand_declared, filled
from xuncha.insight.papers.models import PrintedPaper
from xuncha.insight.papers.registry import PaperKind
from xuncha.insight.papers.stamping import stamped
from xuncha.insight.papers.templates import template_on
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Refused

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TO_PDF = "papers.pdf"
KEPT = timedelta(days=7)
"""How long a print can be opened again."""

GONE = "打印的副本只留 7 天，这一份已经清理；请从记录的页面重新打印。"


def print_paper(actor: Actor, *, kind: str, record_id: int) -> PrintedPaper:
    """Print one paper of a record. ``Refused`` where the record's policy says so, ``Conflict``
    where there is no such paper of it yet.

    It is filled and sealed before the transaction opens, as files are taken in elsewhere.
    """
    paper = registry.kind_named(kind)
    found = demand_printable(actor, paper, record_id)
    template, number = (b"", 0) if paper.book else template_on(paper, clock.today())
    row = PrintedPaper(
        code=code_of_today(), kind=kind, title=f"{paper.title}：{found}"[:200], thing=paper.thing,
        record_id=record_id, template_number=number, printed_by_id=actor.user_id,
        printed_at=clock.now(),
    )  # fmt: skip
    row.audit_number, row.audit_digest = last_line()
    body = made(paper, template, paper.source(actor, found), trace_of(row, actor.name))
    name = f"{paper.title}{row.code}.{paper.ending}"
    row.file = keep_file(actor, stream=BytesIO(body), name=name)
    row.sha256 = row.file.sha256
    return _note(actor, row=row)


def made(paper: PaperKind, template: bytes, told: Mapping[str, Any], trace: str) -> bytes:
    """The file: a workbook where the paper is one, else the filled template."""
    if paper.book is None:
        return stamped(filled(template, paper, told), trace)
    demand_declared(paper.fields, told)
    return paper.book(told, trace)


def demand_printable(actor: Actor, kind: PaperKind, record_id: int) -> Any:
    """The record, where this person may have this paper of it now."""
    found = record_of(actor, kind, record_id)
    decision = may_print(actor, kind, found)
    if not decision:
        raise Refused(decision.reason)
    if sentence := kind.unless(found):
        raise Conflict(sentence)
    return found


def trace_of(row: PrintedPaper, name: str) -> str:
    """The line at the foot."""
    when = f"{row.printed_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
    head = f"第 {row.audit_number} 条 {row.audit_digest[:16]}"
    return f"文书编号 {row.code}　{when} {name}打印　审计链头 {head}"


@service
def _note(actor: Actor, *, row: PrintedPaper) -> PrintedPaper:
    found = demand_printable(actor, registry.kind_named(row.kind), row.record_id)
    row.save(force_insert=True)
    record(
        actor, "papers.paper.printed", found, kind=row.kind, code=row.code,
        template=row.template_number, sha256=row.sha256,
    )  # fmt: skip
    return row


@service
def open_paper(actor: Actor, *, code: str, as_pdf: bool = False) -> StoredFile:
    """The file of a printed paper once more; noted in the log."""
    row = access.get_or_404(actor, PrintedPaper, code=code, related=("file", "pdf"))
    access.require(actor, "open", row)
    found = row.pdf if as_pdf else row.file
    if found is None:
        raise Conflict("这份文书还没有 PDF，请先转换。" if as_pdf and row.file else GONE)
    record(actor, "papers.paper.opened", row, code=row.code, pdf=as_pdf)
    return found


@service
def ask_pdf(actor: Actor, *, code: str) -> Job:
    """Have a printed paper turned into PDF beside the pages. ``Unavailable`` where the machine has
    no converter."""
    row = access.get_or_404(actor, PrintedPaper, code=code)
    access.require(actor, "open", row)
    if row.file_id is None:
        raise Conflict(GONE)
    if registry.kind_named(row.kind).book:
        raise Conflict("这是填报用的表格，不转 PDF；要纸质的请在表格软件里打印，纸张已经设好。")
    converting.demand()
    arguments = {"user_id": actor.user_id, "code": row.code}
    return start(actor, kind=TO_PDF, arguments=arguments, title=f"转成 PDF：{row.title}")


@service
def keep_pdf(actor: Actor, *, code: str, content: bytes) -> PrintedPaper:
    """Put the PDF beside its paper."""
    row = access.get_or_404(actor, PrintedPaper, code=code)
    access.require(actor, "open", row)
    name = f"{registry.kind_named(row.kind).title}{row.code}.pdf"
    row.pdf = keep_file(actor, stream=BytesIO(content), name=name)
    row.save(update_fields=["pdf"])
    record(actor, "papers.paper.converted", row, code=row.code, sha256=row.pdf.sha256)
    return row


@service
def drop_copies(actor: Actor) -> int:
    """Let go of the files of papers printed a while ago; the clearing-away of files without an
    owner takes them. For the system, once a day."""
    if not actor.is_system:
        raise Refused("打印的副本由系统到期清理。")
    before = clock.now() - KEPT
    rows = PrintedPaper.objects.filter(printed_at__lt=before, file__isnull=False)
    return rows.update(file=None, pdf=None)


def code_of_today(mark: str = "") -> str:
    """A day and six signs: short enough to type from paper, too many to guess."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(6))
    return f"{mark}{clock.today():%Y%m%d}-{signs}"
