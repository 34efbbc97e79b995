"""Which template a paper is filled from: the office's own where it put one in place."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.selectors import read_bytes
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.versions import keeping
from xuncha.insight.papers import registry
from xuncha.insight.papers.models import PaperTemplate
from xuncha.insight.papers.registry import PaperKind
from xuncha.insight.papers.vetting import demand_usable
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

LARGEST = 5 * 1024 * 1024


def template_on(kind: PaperKind, day: dt.date) -> tuple[bytes, int]:
    """A paper's template on a day with its version; 0 stands for the house's own."""
    rows = PaperTemplate.objects.filter(kind=kind.name, effective_on__lte=day)
    row = rows.select_related("file").order_by("-effective_on", "-number").first()
    if row is None or row.file is None:
        return kind.template, row.number if row else 0
    return read_bytes(row.file), row.number


@service
def put_template(
    actor: Actor, *, kind: str, effective_on: dt.date, note: str, stream: BinaryIO | None, name: str
) -> PaperTemplate:
    """The next version of a paper's template; without a stream back to the house's own. Refuses an
    empty note, a day that is over, and a template that asks for what the paper doesn't tell."""
    paper = registry.template_kind(kind)
    row, _last = keeping.drafted(PaperTemplate, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "打印过的按当时的模板")
    row.kind = kind
    keeping.demand_order(row, PaperTemplate.objects.filter(kind=kind).order_by("-number").first())
    if stream is not None:
        stored = keep_file(actor, stream=stream, name=name, limit_bytes=LARGEST)
        if stored.kind != "docx":
            raise Invalid("模板应当是 Word 文件（.docx），请另存为 .docx 再上传。", field="file")
        demand_usable(read_bytes(stored), paper)
        row.file = stored
    keeping.keep(actor, row, "papers.template.made")
    return row


@service
def note_template(actor: Actor, *, kind: str) -> None:
    """Note that somebody takes a template out to change it."""
    access.require(actor, "open", PaperTemplate())
    record(actor, "papers.template.opened", name=registry.template_kind(kind).title, kind=kind)
