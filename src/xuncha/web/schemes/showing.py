"""A scheme as its page shows it: findings with their rows, faults, opinions, and the next step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, UNIT
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.schemes import rules, selectors
from xuncha.cycle.schemes.checks import Fault, Looked, look_at
from xuncha.cycle.schemes.enums import EDITABLE, SchemeState
from xuncha.cycle.schemes.models import (
    ReviewSeat,
    RowOpinion,
    Scheme,
    SchemeReview,
    SchemeRow,
    SchemeTie,
    SchemeVersion,
)
from xuncha.cycle.schemes.services.reviewing import why_not_merge
from xuncha.cycle.schemes.states import SCHEME_STATES
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what is said of it."""

    row: SchemeRow
    faults: list[Fault]
    opinions: list[RowOpinion]
    tie: SchemeTie | None


@dataclass(frozen=True, slots=True)
class Group:
    """A finding with its rows; ``spans`` mark the parts that nothing deals with."""

    finding: Finding
    spans: list[tuple[int, int]]
    gaps: list[str]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next, for the person who reads."""

    words: str
    act: str = ""
    url: str = ""


def groups_of(
    actor: Actor, scheme: Scheme, rows: list[SchemeRow], review: SchemeReview | None
) -> tuple[list[Group], Looked]:
    """Findings in their order, and everything that was found to be missing."""
    looked = look_at(scheme, rows)
    opinions = selectors.opinions_of(actor, review) if review else {}
    ties = selectors.ties_of(actor, scheme)
    found = [
        Group(
            one.finding, one.spans, [gap.words for gap in one.gaps],
            [
                Line(row, looked.of_line(row.line), opinions.get(row.line, []), ties.get(row.line))
                for row in one.rows
            ],
        )
        for one in looked.covered
    ]  # fmt: skip
    return found, looked


def own_seat(actor: Actor, review: SchemeReview | None) -> ReviewSeat | None:
    """The seat from which this reader speaks in the review."""
    if review is None or review.outcome or actor.user_id is None:
        return None
    return next((one for one in review.seats.all() if one.user_id == actor.user_id), None)


def next_step(
    actor: Actor, scheme: Scheme, looked: Looked, review: SchemeReview | None
) -> NextStep | None:
    """By state and by who reads."""
    seat = own_seat(actor, review)
    if scheme.state == SchemeState.REVIEWING and seat is not None and seat.given_at is None:
        url = reverse("schemes_seat", args=[seat.pk])
        words = f"请在 {seat.review.due_on} 前代表{seat}提出审核意见"
        return NextStep(words, "提出意见", url)
    if actor.has(*UNIT):
        step = _for_unit(scheme, looked)
    elif actor.has(*OFFICE):
        step = _for_office(scheme, review)
    else:
        step = _for_others(actor, scheme)
    if step is not None and not step.url:
        return replace(step, url=reverse("schemes_scheme", args=[scheme.pk]))
    return step


def _for_unit(scheme: Scheme, looked: Looked) -> NextStep | None:
    here = reverse("schemes_scheme", args=[scheme.pk])
    if scheme.state in EDITABLE:
        if looked.hard:
            words = f"还有 {len(looked.hard)} 处要改好才能报送，见“报送以前的核对”"
            return NextStep(words, "去看", f"{here}#checks")
        if scheme.state == SchemeState.RETURNED:
            words = f"按联审答复和各条目的意见改好，党组织会议通过以后重报（{scheme.due_on} 前）"
            return NextStep(words)
        return NextStep(f"都写好了，党组织会议通过以后报送（{scheme.due_on} 前）")
    if scheme.state == SchemeState.APPROVED:
        url = f"{reverse('rectification_list')}?inspection={scheme.inspection_id}"
        return NextStep("按批准的方案整改，逐项填报进展和佐证", "看整改事项", url)
    waits = {
        SchemeState.SENT: "等巡察办组织联审；发现要改的可以先撤回",
        SchemeState.REVIEWING: "各方正在审核，等巡察办汇总答复",
        SchemeState.PASSED: "联审已经通过，等批准",
    }
    return NextStep(waits[SchemeState(scheme.state)])


def _for_office(scheme: Scheme, review: SchemeReview | None) -> NextStep | None:
    if scheme.state == SchemeState.SENT:
        url = reverse("schemes_open_review", args=[scheme.pk])
        return NextStep("看过没有缺项，就安排各方审核人、开始联审", "开始联审", url)
    if scheme.state == SchemeState.REVIEWING and review is not None:
        if sentence := why_not_merge(review):
            return NextStep(sentence)
        return NextStep(
            "意见已齐或者期限已过，汇总成一个答复", "汇总意见",
            reverse("schemes_merge", args=[scheme.pk]),
        )  # fmt: skip
    if scheme.state == SchemeState.PASSED and review is not None:
        return NextStep(f"等{rules.APPROVERS[review.approver]}批准")
    return None


def _for_others(actor: Actor, scheme: Scheme) -> NextStep | None:
    if scheme.state == SchemeState.PASSED and access.can(actor, "approve", scheme):
        return NextStep("联审已经通过，请看过内容以后批准或者不批准")
    return None


def late_words(scheme: Scheme) -> str:
    """How late the scheme was, or is, against the first day it was due."""
    first = scheme.first_sent_on
    until = first or clock.today()
    days = (until - scheme.original_due_on).days
    if days <= 0:
        return ""
    return f"逾期 {days} 天报送" if first else f"已逾期 {days} 天没有报送"


def facts_of(scheme: Scheme, version: SchemeVersion) -> list[tuple[str, Any]]:
    """The pairs on top of the page."""
    due = f"{scheme.due_on}（{scheme.due_rule}）"
    if scheme.due_on != scheme.original_due_on:
        due += f"，原定 {scheme.original_due_on}"
    adopted = f"{version.meeting} {version.adopted_on} 通过" if version.adopted_on else "还没有"
    sent = version.sent_at
    told = [
        ("报送期限", due),
        ("会议通过", adopted),
        ("报送", f"{_day(sent)} {version.sent_by.name if version.sent_by else ''}" if sent else ""),
    ]
    if version.why:
        told.append(("这一版为什么改", version.why))
    return told


def _day(at: dt.datetime) -> str:
    return at.astimezone(clock.CHINA).date().isoformat()


def may_write(actor: Actor, scheme: Scheme) -> bool:
    """Whether rows can be written now."""
    return scheme.state in EDITABLE and bool(access.can(actor, "write", scheme))


def demand_writable(scheme: Scheme) -> None:
    """``Conflict`` where the form would be in vain."""
    if scheme.state not in EDITABLE:
        raise Conflict(f"当前状态是“{scheme.get_state_display()}”，不能修改。")


def is_open(scheme: Scheme, action: str) -> bool:
    """Whether an act belongs to the present state."""
    return scheme.state in SCHEME_STATES.transitions[action].sources
