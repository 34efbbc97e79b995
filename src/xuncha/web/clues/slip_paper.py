"""The hand-over slip as a Word file: filled from what the holder's own key has just opened, given
out under its watermark, kept nowhere. It is no paper of the registry: nothing outside the sealed
room may know of a clue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from xuncha.cycle.clues.models import Copy
from xuncha.foundation.files.names import content_disposition
from xuncha.insight.papers.filling import filled
from xuncha.insight.papers.known.common import round_of
from xuncha.insight.papers.registry import PaperKind, rows, said
from xuncha.insight.papers.stamping import stamped, watermarked
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _nothing(_actor: Actor, _row: Any) -> Mapping[str, Any]:
    """What the slip says comes from the opened clue alone."""
    return {}


SLIP = PaperKind(
    "clue_slip", "巡察问题线索移交单", Copy, "clues_clue",
    (
        *said("secrecy 密级和份号,code 移交编号,receiver 接收机关,round 届次和轮次"),
        *said("unit 被巡察单位,met_on 组务会日期,clue 线索编号,mode 移交方式,handed_on 移交日期"),
        *said("copy 份号"),
        rows("parts", "线索的各栏", "label 栏目,text 内容"),
    ),
    _nothing,
)  # fmt: skip


def slip_out(actor: Actor, copy: Copy, parts: list[tuple[str, str]]) -> HttpResponse:
    """One numbered copy. Whoever calls has had the print counted."""
    clue, handover, now = copy.clue, copy.handover, clock.now().astimezone(clock.CHINA)
    number = f"第{copy.number}份，共{handover.copies.count()}份"
    told = {
        "secrecy": f"内部工作秘密　{number}", "code": handover.code,
        "receiver": copy.receiver_name, "round": round_of(clue.inspection),
        "unit": clue.inspection.organisation.name, "met_on": clue.met_on, "clue": clue.code,
        "mode": handover.get_mode_display(), "handed_on": handover.on, "copy": number,
        "parts": [{"label": label, "text": text} for label, text in parts],
    }  # fmt: skip
    trace = (
        f"{number}　{now:%Y-%m-%d %H:%M} {actor.name}第{copy.printed}次打印　"
        f"阅读链尾 {clue.reads_head[:16]}"
    )
    paper = stamped(filled(SLIP.template, SLIP, told), trace)
    marked = watermarked(paper, f"{actor.name} {now:%Y-%m-%d} 第{copy.number}份")
    answer = HttpResponse(marked, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition(f"{handover.code}第{copy.number}份.docx")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
