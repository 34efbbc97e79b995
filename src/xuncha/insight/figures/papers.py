"""Figures about working papers and what the unit says of their facts."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, READERS
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import Paper
from xuncha.cycle.workpapers.selecting import COUNTED, DONE, IN_HAND, UNWEIGHED
from xuncha.insight.figures.figure import Figure

_ROWS = "workpapers_list"
_WHO = READERS | {INSPECTOR}

PAPERS = Figure(
    "papers", "底稿", "编号在用的底稿，撤回的和移交线索专柜的除外", Paper, lambda _: COUNTED,
    _ROWS, {"progress": "counted"}, _WHO,
)  # fmt: skip
PAPERS_DRAFT = Figure(
    "papers_draft", "草拟中", "承办人还没有签字的底稿", Paper,
    lambda _: Q(state=PaperState.DRAFT), _ROWS, {"state": PaperState.DRAFT}, _WHO,
)  # fmt: skip
PAPERS_WAITING = Figure(
    "papers_waiting", "等签字", "承办人已签、等副组长复核或者组长审签的底稿", Paper,
    lambda _: IN_HAND, _ROWS, {"progress": "waiting"}, _WHO,
)  # fmt: skip
PAPERS_SIGNED = Figure(
    "papers_signed", "已审签", "三个签名齐全的底稿", Paper, lambda _: DONE, _ROWS,
    {"state": PaperState.SIGNED}, _WHO,
)  # fmt: skip
PAPERS_UNWEIGHED = Figure(
    "papers_unweighed", "待会商", "三个签名齐全、会议还没有定去向的底稿", Paper,
    lambda _: UNWEIGHED, _ROWS, {"progress": "unweighed"}, _WHO,
)  # fmt: skip

PAPER_FIGURES = (PAPERS, PAPERS_DRAFT, PAPERS_WAITING, PAPERS_SIGNED, PAPERS_UNWEIGHED)
