"""Dashboards: which figures of the registry stand on whose board. Nothing is counted here."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.directory.roles import INSPECTOR, LEADER, OFFICE, PARTNER
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures by the values of one parameter, drawn side by side or stacked. By round or year they
    need a term, so only those who read across have them."""

    title: str
    by: str
    names: tuple[str, ...]
    stacked: bool = False

    @property
    def needs_term(self) -> bool:
        return self.by in {"round", "year"}


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a board: figures, charts, and the three columns where it has them."""

    key: str
    title: str
    names: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    has_levels: bool = False


LEVELS = ("claimed", "verified", "sustained")
LAYERS = (
    ("问题", "findings_fed_back", "findings"), ("整改事项", "items_total", "items"),
    ("整改措施", "measures_promised", "measures"),
)  # fmt: skip
"""Label, whole, and the beginning of the names of its three levels."""

BY_FOCUS = Chart("按四个落实", "focus", ("findings_fed_back",))

COVERAGE = Block(
    "coverage", "覆盖",
    ("coverage_rate", "organisations_covered", "organisations_to_cover", "organisations_left",
     "rounds_held", "inspections_held"),
    (Chart("各类党组织的覆盖", "kind", ("organisations_covered", "organisations_left"),
           stacked=True),),
)  # fmt: skip
FINDINGS = Block(
    "findings", "问题",
    ("findings_fed_back", "findings_old", "findings_new_form", "findings_new", "findings_common",
     "findings_key"),
    (BY_FOCUS,
     Chart("各轮反馈的问题", "round", ("findings_fed_back",))),
)  # fmt: skip
RECTIFICATION = Block(
    "rectification", "整改：自称、核实、巩固分开算",
    charts=(
        Chart("各轮整改事项", "round", ("items_claimed", "items_verified", "items_sustained")),
    ),
    has_levels=True,
)  # fmt: skip
DEADLINES = Block(
    "deadlines", "时限",
    ("items_overdue", "items_due_soon", "items_red", "items_yellow", "letters_late",
     "extensions_asked"),
)  # fmt: skip
CLUES = Block(
    "clues", "线索办理",
    ("clues_registered", "clues_handed_over", "clues_concluded", "clues_filed"),
)  # fmt: skip
MONEY = Block(
    "money", "资金", ("findings_amount", "money_due", "money_recovered"),
    (Chart("各轮追缴（万元）", "round", ("money_due", "money_recovered")),),
)  # fmt: skip
RESULTS = Block(
    "results", "制度和成果",
    ("institutions_built", "recommendations_issued", "special_reports_issued"),
)  # fmt: skip
DEEDS = Block("deeds", "实事", ("deeds_verified", "deeds_done"))
LOAD = Block(
    "load", "力量",
    ("teams_formed", "inspectors_deployed", "inspectors_seats", "pool_admitted", "pool_leaders"),
    (Chart("各轮参加巡察的干部", "round", ("inspectors_deployed",)),),
)  # fmt: skip
WAITING = Block(
    "waiting", "等着办的",
    ("items_waiting", "signals_open", "extensions_asked", "checks_waiting", "petitions_open",
     "documents_overdue", "briefings_overdue", "fixes_overdue"),
)  # fmt: skip
FIELD = Block(
    "field", "巡中",
    ("documents_asked", "documents_overdue", "talks_held", "visits_made", "fixes_issued",
     "fixes_overdue", "petitions", "petitions_overdue"),
)  # fmt: skip
PAPERS = Block(
    "papers", "要点和底稿",
    ("points_given", "points_answered", "points_uncovered", "papers", "papers_draft",
     "papers_waiting", "papers_signed", "papers_unweighed"),
)  # fmt: skip
TEAM_FINDINGS = Block(
    "findings", "问题",
    ("findings_found", "findings_fed_back", "findings_old", "findings_new_form", "findings_new"),
    (Chart("按四个落实", "focus", ("findings_found",)),),
)  # fmt: skip
PARTNER_WAITING = Block(
    "waiting", "等着审核、核实的", ("items_waiting", "items_overdue", "items_due_soon"),
)  # fmt: skip
PARTNER_FINDINGS = Block(
    "findings", "问题", ("findings_fed_back", "findings_common", "findings_key", "findings_amount"),
    (BY_FOCUS,),
)  # fmt: skip

LEADING_BOARD = (
    COVERAGE, FINDINGS, RECTIFICATION, DEADLINES, CLUES, MONEY, RESULTS, DEEDS, LOAD,
)  # fmt: skip
OFFICE_BOARD = (
    WAITING, DEADLINES, CLUES, COVERAGE, FINDINGS, RECTIFICATION, MONEY, RESULTS, DEEDS, LOAD,
)  # fmt: skip
TEAM_BOARD = (FIELD, PAPERS, TEAM_FINDINGS, RECTIFICATION)
PARTNER_BOARD = (PARTNER_WAITING, RESULTS, RECTIFICATION, PARTNER_FINDINGS, MONEY)

AUDIENCE = OFFICE | {LEADER, PARTNER, INSPECTOR}


@dataclass(frozen=True, slots=True)
class Board:
    """A board and in whose name it stands."""

    title: str
    words: str
    blocks: tuple[Block, ...]


_BOARDS = (
    (frozenset({LEADER}), Board("领导小组驾驶舱", "全区的进展，三个层次分开看", LEADING_BOARD)),
    (OFFICE, Board("巡察办驾驶舱", "先看等着办的和时限，再看全区的进展", OFFICE_BOARD)),
    (frozenset({PARTNER}), Board("协作单位驾驶舱", "已反馈的巡察里的整改和成果", PARTNER_BOARD)),
    (frozenset({INSPECTOR}), Board("巡察组驾驶舱", "只算您获授权的巡察", TEAM_BOARD)),
)


def board_of(actor: Actor) -> Board:
    """The board for who reads; of several roles the one that sees furthest."""
    return next(board for roles, board in _BOARDS if actor.has(*roles))
