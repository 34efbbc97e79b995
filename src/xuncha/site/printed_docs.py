"""Docs that the program prints of itself: permissions and states. A test compares them."""

from __future__ import annotations

from pathlib import Path

from xuncha.cycle.checkpoints.states import (
    DECISION_STATES,
    POINT_IMPORT_STATES,
    POINT_STATES,
    SET_STATES,
)
from xuncha.cycle.clues.states import CLUE_STATES, COPY_STATES
from xuncha.cycle.deeds.states import TABLES as DEED_TABLES
from xuncha.cycle.evaluation.states import TABLES as EVALUATION_TABLES
from xuncha.cycle.feedback.states import TABLES as FEEDBACK_TABLES
from xuncha.cycle.fieldwork.states import TABLES as FIELD_TABLES
from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.inquiry.states import TABLES as INQUIRY_TABLES
from xuncha.cycle.intake.states import INTAKE_STATES
from xuncha.cycle.outings.states import CLASH_STATES
from xuncha.cycle.oversight.states import TABLES as OVERSIGHT_TABLES
from xuncha.cycle.petitions.states import PETITION_STATES, REQUEST_STATES
from xuncha.cycle.planning.coverage.states import DEMAND_IMPORT_STATES, PLAN_STATES
from xuncha.cycle.planning.states import INSPECTION_STATES
from xuncha.cycle.pool.states import INSPECTOR_STATES, POOL_IMPORT_STATES, TIE_STATES
from xuncha.cycle.questions.states import ESCALATION_STATES, QUESTION_STATES
from xuncha.cycle.rectification.states import (
    EXTENSION_STATES,
    IMPORT_STATES,
    ITEM_STATES,
    SIGNAL_STATES,
)
from xuncha.cycle.results.states import TABLES as RESULT_TABLES
from xuncha.cycle.schemes.states import TABLES as SCHEME_TABLES
from xuncha.cycle.workpapers.states import MEETING_STATES, PAPER_STATES, SHEET_STATES
from xuncha.foundation import access
from xuncha.foundation.accounts import roles
from xuncha.foundation.holders.states import ESCROW_STATES
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel.states import StateTable

DOCS = Path(__file__).resolve().parents[3] / "docs"

TABLES: tuple[StateTable, ...] = (
    INSPECTION_STATES,
    DECISION_STATES,
    SET_STATES,
    POINT_STATES,
    POINT_IMPORT_STATES,
    *FIELD_TABLES,
    PAPER_STATES,
    SHEET_STATES,
    MEETING_STATES,
    *INQUIRY_TABLES,
    FINDING_STATES,
    INTAKE_STATES,
    *FEEDBACK_TABLES,
    ITEM_STATES,
    SIGNAL_STATES,
    QUESTION_STATES,
    ESCALATION_STATES,
    EXTENSION_STATES,
    IMPORT_STATES,
    *OVERSIGHT_TABLES,
    *SCHEME_TABLES,
    *EVALUATION_TABLES,
    *RESULT_TABLES,
    *DEED_TABLES,
    PLAN_STATES,
    DEMAND_IMPORT_STATES,
    JOB_STATES,
    INSPECTOR_STATES,
    TIE_STATES,
    POOL_IMPORT_STATES,
    PETITION_STATES,
    REQUEST_STATES,
    CLUE_STATES,
    COPY_STATES,
    ESCROW_STATES,
    CLASH_STATES,
)


def states_page() -> str:
    """All state tables as diagrams."""
    parts = ["# 状态", "", "本页由程序打印（`make docs`），不要手改；测试会比较。", ""]
    for table in TABLES:
        parts += [f"## {table.name}", "", "```mermaid", table.as_mermaid(), "```", ""]
    return "\n".join(parts)


def permissions_page() -> str:
    """Who sees and does what, from the policies themselves."""
    parts = ["# 权限", "", "本页由程序打印（`make docs`），不要手改；测试会比较。", ""]
    parts += ["## 岗位", "", "| 岗位 | 标识 | 类 | 职责 |", "|---|---|---|---|"]
    parts += [
        f"| {role.label} | `{role.key}` | {role.family.value} | {role.duty} |"
        for role in roles.every()
    ]
    for model, policy in sorted(
        access.policies().items(), key=lambda pair: pair[0]._meta.label_lower
    ):
        parts += ["", f"## {model._meta.verbose_name}（`{model._meta.label_lower}`）", ""]
        parts += ["| 岗位 | 能看到 |", "|---|---|"]
        parts += [f"| {roles.label_of(key)} | {words} |" for key, words in policy.sees.items()]
        if policy.acts:
            parts += ["", "| 事项 | 岗位 | 还须满足 |", "|---|---|---|"]
        parts += [
            f"| {act.label} | {_labels(act.roles)} | {'有附加条件' if act.guards else ''} |"
            for act in policy.acts.values()
        ]
    return "\n".join([*parts, ""])


def _labels(keys: frozenset[str]) -> str:
    return "、".join(role.label for role in roles.every() if role.key in keys)


PAGES = {"states.md": states_page, "permissions.md": permissions_page}


def write() -> None:
    """Print the pages into ``docs/``."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")


def stale() -> list[str]:
    """Names of pages that no longer say what the program does."""
    return [
        name
        for name, page in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != page()
    ]
