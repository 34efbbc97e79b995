"""Kinds of record that can be found: files, each under the record that it was handed in with."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

from xuncha.cycle.evaluation.models import LifeMeetingFile, ReportEdition
from xuncha.cycle.fieldwork.models import BriefingFile, FixFile, LineFile
from xuncha.cycle.inquiry.models import VisitFile
from xuncha.cycle.oversight.models import CheckFile, LetterFile
from xuncha.cycle.questions.models import QuestionFile
from xuncha.cycle.rectification.models import Proof
from xuncha.cycle.results.models import InstitutionFile, ResultFile
from xuncha.cycle.workpapers.models import FactFile, PaperFile
from xuncha.insight.search import known_field, known_mending, known_results  # noqa: F401
from xuncha.insight.search.kinds import Kind, kind_of, register
from xuncha.insight.search.known_field import place_of

GROUP = "附件"
_STORED = "files.storedfile"


def _attached(
    key: str, label: str, model: Any, owner: str, holder: str, day: str = "added_at"
) -> None:
    """Files of one kind of record. ``owner`` leads from the file to the record that it was handed
    in with, of the kind ``holder``: there it is found, by whoever may find that; ``day`` names the
    moment at which it came."""
    kind = kind_of(holder)
    path = owner.replace(".", "__")
    record, came = attrgetter(owner), attrgetter(day)
    register(
        Kind(
            key, label, GROUP, model,
            title=lambda row: row.file.name,
            parts=lambda row: (row.file.name,),
            place=lambda row: replace(kind.place(record(row)), day=came(row).date()),
            page=kind.page, page_id=lambda row: kind.page_id(record(row)),
            unit_name=lambda row: kind.unit_name(record(row)),
            related=("file", path, *(f"{path}__{one}" for one in kind.related)),
            unread=tuple(f"{path}__{one}" for one in kind.unread),
            people=tuple(f"{path}__{one}" for one in kind.people),
            units=tuple(f"{path}__{one}" for one in kind.units),
            told_by={kind.model._meta.label_lower: path, _STORED: "file"},
            file=lambda row: row.file,
        )
    )  # fmt: skip


register(
    Kind(
        "proof", "佐证", GROUP, Proof,
        title=lambda row: row.title,
        parts=lambda row: (row.title, row.proves, row.file.name if row.file else ""),
        place=lambda row: place_of(row.item.inspection, row.effective_on or row.added_at.date()),
        page="rectification_item", page_id=lambda row: int(row.item_id),
        unit_name=lambda row: str(row.item.organisation),
        related=("file", "item__organisation", "item__inspection", "item__inspection__round"),
        told_by={
            "rectification.item": "item", "rectification.ledgerimport": "item__inspection__imports",
            _STORED: "file",
        },
        file=lambda row: row.file,
    )
)  # fmt: skip
_attached("line_file", "材料电子件", LineFile, "line", "line")
_attached("briefing_file", "通报文件", BriefingFile, "briefing", "briefing")
_attached("fix_file", "立行立改佐证", FixFile, "fix", "fix")
_attached("visit_file", "走访文件", VisitFile, "visit", "visit")
_attached("paper_file", "底稿附件", PaperFile, "version.paper", "paper")
_attached("fact_file", "确认单附件", FactFile, "entry.sheet", "sheet")
_attached(
    "question_file", "问询答复文件", QuestionFile, "question", "question", "question.asked_at"
)
_attached("check_file", "核查文件", CheckFile, "check_row", "check")
_attached("letter_file", "文书答复材料", LetterFile, "answer.letter", "letter")
_attached("report_file", "整改报告稿", ReportEdition, "report", "unit_report", "sent_at")
_attached("meeting_file", "生活会材料", LifeMeetingFile, "meeting", "life_meeting")
_attached("result_file", "成果材料", ResultFile, "answer.result", "result")
_attached("institution_file", "制度文本", InstitutionFile, "institution", "institution")
