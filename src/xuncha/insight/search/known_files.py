"""Kinds of record that can be found: files, each under the record that it was handed in with."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.fieldwork.models import BriefingFile, FixFile, LineFile
from xuncha.cycle.inquiry.models import VisitFile
from xuncha.cycle.rectification.models import Proof
from xuncha.cycle.workpapers.models import FactFile, PaperFile
from xuncha.insight.search.kinds import Kind, Place, register
from xuncha.insight.search.known_field import place_of

GROUP = "附件"
_STORED = "files.storedfile"


def _attached(
    key: str, label: str, model: Any, owner: str, told_by: str, page: str, way: str = ""
) -> None:
    """Files of one kind of record. ``owner`` leads from the file to what it was handed in with,
    ``way`` from there to the record whose page shows it."""

    def held(row: Any) -> Any:
        return getattr(row, owner)

    def record(row: Any) -> Any:
        return getattr(held(row), way) if way else held(row)

    def place(row: Any) -> Place:
        return place_of(record(row).inspection, row.added_at.date())

    path = f"{owner}__{way}" if way else owner
    register(
        Kind(
            key, label, GROUP, model,
            title=lambda row: row.file.name,
            parts=lambda row: (row.file.name,),
            place=place, page=page, page_id=lambda row: int(record(row).pk),
            unit_name=lambda row: str(record(row).inspection.organisation),
            related=(
                "file", f"{path}__inspection__organisation", f"{path}__inspection__round",
            ),
            told_by={told_by: path, _STORED: "file"},
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
_attached(
    "line_file", "材料电子件", LineFile, "line", "fieldwork.requestline", "fieldwork_line"
)  # fmt: skip
_attached(
    "briefing_file", "通报文件", BriefingFile, "briefing", "fieldwork.briefing",
    "fieldwork_briefing",
)  # fmt: skip
_attached("fix_file", "立行立改佐证", FixFile, "fix", "fieldwork.immediatefix", "fieldwork_fix")
_attached("visit_file", "走访文件", VisitFile, "visit", "inquiry.visit", "inquiry_visit")
_attached(
    "paper_file", "底稿附件", PaperFile, "version", "workpapers.paper", "workpapers_paper", "paper"
)
_attached(
    "fact_file", "确认单附件", FactFile, "entry", "workpapers.factsheet", "facts_sheet", "sheet"
)
