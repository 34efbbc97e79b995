"""How far a unit is with its rectification (整改办理进程): plan → progress → report → publicity →
meeting → evaluation, with what is missing and who owes it. Derived whenever it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from xuncha.cycle.evaluation.dues import evaluation_due, meeting_due, report_due
from xuncha.cycle.evaluation.enums import (
    EvaluationState,
    MeetingState,
    PublicityState,
    ReportKind,
    ReportState,
    Scope,
)
from xuncha.cycle.evaluation.models import (
    Evaluation,
    LifeMeeting,
    Publicity,
    Report,
    ReportDifference,
    ReportEdition,
)
from xuncha.cycle.evaluation.rules import Numbers, rules_on
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import LEVELS
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.cycle.schemes.models import Scheme
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

UNIT_OWES, OFFICE_OWES = "被巡察单位", "巡察办"
_DONE_SCHEMES = frozenset({SchemeState.APPROVED, SchemeState.CHANGING})
_OF_UNIT = frozenset({SchemeState.DRAFT, SchemeState.RETURNED})


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is missing, who owes it, where it is done."""

    words: str
    who: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the way. ``words`` tell how it stands; ``due_on`` by when it is to be done;
    ``late`` that it was not."""

    key: str
    label: str
    words: str
    url: str
    done: bool = False
    due_on: dt.date | None = None
    due_rule: str = ""
    late: bool = False
    owed: list[Owed] = field(default_factory=list)
    brief: str = ""

    @property
    def short(self) -> str:
        """As few words as a column of a long list has room for."""
        return self.brief or self.words


@dataclass(frozen=True, slots=True)
class Known:
    """What stands for some inspections, by inspection."""

    schemes: dict[int, Scheme]
    counts: dict[int, dict[str, int]]
    reports: dict[tuple[int, str], Report]
    publicities: dict[tuple[int, str], Publicity]
    meetings: dict[int, LifeMeeting]
    evaluations: dict[int, Evaluation]
    unexplained: dict[int, int]


def known_of(actor: Actor, ids: Iterable[int]) -> Known:
    """Seven queries for all of them, through the actor's doors."""
    ids = list(ids)

    def rows(model: type[Any]) -> Any:
        return access.visible(actor, model).filter(inspection__in=ids)

    counts: dict[str, Any] = {str(level): Count("pk", filter=q) for level, q in LEVELS.items()}
    items = rows(Item).values("inspection_id").annotate(total=Count("pk"), **counts).order_by()
    standing = ~Q(state=PublicityState.WITHDRAWN)
    open_ = ~Q(state=EvaluationState.WITHDRAWN)
    return Known(
        schemes=_by_inspection(rows(Scheme)),
        counts={one["inspection_id"]: one for one in items},
        reports={(one.inspection_id, one.kind): one for one in rows(Report)},
        publicities={
            (one.inspection_id, one.scope): one for one in rows(Publicity).filter(standing)
        },
        meetings=_by_inspection(rows(LifeMeeting)),
        evaluations=_by_inspection(rows(Evaluation).filter(open_)),
        unexplained=_unexplained(actor, ids),
    )


def _unexplained(actor: Actor, ids: list[int]) -> dict[int, int]:
    """By report: figures of its last edition that disagree and that nobody explained."""
    later = ReportEdition.objects.filter(
        report=OuterRef("edition__report"), number__gt=OuterRef("edition__number")
    )
    rows = access.visible(actor, ReportDifference).filter(
        ~Exists(later), edition__report__inspection__in=ids, explanation=""
    )
    counted = rows.values_list("edition__report").annotate(Count("pk")).order_by()
    return dict(counted)


def _by_inspection(rows: Iterable[models.Model]) -> dict[int, Any]:
    return {one.inspection_id: one for one in rows}  # type: ignore[attr-defined]


def parts_of(row: Inspection, known: Known, today: dt.date) -> list[Part]:
    """The parts in their order. No query but for the rules of the day."""
    numbers = rules_on(today).settings.numbers
    return parts_by(row, known, today, numbers)


def parts_by(row: Inspection, known: Known, today: dt.date, numbers: Numbers) -> list[Part]:
    """The parts in their order, by given numbers. No query."""
    return [
        _scheme(row, known, today), _progress(row, known, today, numbers),
        _reports(row, known, today, numbers), _publicity(row, known),
        _meeting(row, known, today, numbers), _evaluation(row, known, today, numbers),
    ]  # fmt: skip


def process_of(actor: Actor, row: Inspection) -> list[Part]:
    """One inspection's."""
    return parts_of(row, known_of(actor, [row.pk]), clock.today())


def next_of(parts: Iterable[Part], who: str) -> Owed | None:
    """The first thing that somebody owes."""
    return next((one for part in parts for one in part.owed if one.who == who), None)


def _scheme(row: Inspection, known: Known, today: dt.date) -> Part:
    url = f"/inspections/{row.pk}/scheme/"
    found = known.schemes.get(row.pk)
    if found is None:
        owed = [Owed("起草整改方案并报送", UNIT_OWES, url)]
        return Part("scheme", "整改方案", "还没有起草", url, owed=owed)
    done = found.state in _DONE_SCHEMES
    owed = []
    if not done:
        of_unit = found.state in _OF_UNIT
        words = "整改方案改好报送" if of_unit else "整改方案审核、批准"
        owed = [Owed(words, UNIT_OWES if of_unit else OFFICE_OWES, url)]
    late = found.first_sent_on is None and found.due_on < today
    late = late or bool(found.first_sent_on and found.first_sent_on > found.due_on)
    return Part(
        "scheme", "整改方案", found.get_state_display(), url, done, found.due_on,
        found.due_rule, late, owed,
    )  # fmt: skip


def _progress(row: Inspection, known: Known, today: dt.date, numbers: Numbers) -> Part:
    url = f"/rectification/?inspection={row.pk}"
    due = report_due(row, numbers)
    told = known.counts.get(row.pk)
    if not told:
        owed = [Owed("建立整改台账", UNIT_OWES, url)]
        return Part(
            "progress", "整改落实", "还没有整改事项", url, due_on=due.on, due_rule=due.rule,
            owed=owed,
        )  # fmt: skip
    total = told["total"]
    words = f"{total} 件：自称 {told['claimed']}，核实 {told['verified']}，巩固 {told['sustained']}"
    owed = []
    if left := total - told["claimed"]:
        owed.append(Owed(f"{left} 件事项还没有申报完成", UNIT_OWES, url))
    if left := told["claimed"] - told["verified"]:
        owed.append(Owed(f"{left} 件申报的事项等核实", OFFICE_OWES, f"{url}&state=claimed"))
    late = today > due.on and told["claimed"] < total
    done = told["verified"] == total
    brief = f"{told['claimed']} · {told['verified']} · {told['sustained']} / {total}"
    return Part("progress", "整改落实", words, url, done, due.on, due.rule, late, owed, brief)


def _reports(row: Inspection, known: Known, today: dt.date, numbers: Numbers) -> Part:
    url = f"/inspections/{row.pk}/reports/"
    due = report_due(row, numbers)
    words, owed, late, done = [], [], False, 0
    for kind in ReportKind:
        found = known.reports.get((row.pk, kind))
        label = "整改进展报告" if kind == ReportKind.UNIT else "主要负责人报告"
        if found is None:
            words.append(f"{label}未报送")
            owed.append(Owed(f"报送{kind.label}", UNIT_OWES, url))
            late = late or today > due.on
            continue
        words.append(f"{label}{found.get_state_display()}")
        late = late or found.is_late
        done += found.state == ReportState.ACCEPTED
        if found.state == ReportState.RETURNED:
            owed.append(Owed(f"{kind.label}修改重报", UNIT_OWES, url))
        elif found.state == ReportState.SENT:
            owed.append(_to_review(found, kind.label, known.unexplained.get(found.pk, 0)))
    return Part(
        "reports", "两份报告", "，".join(words), url, done == len(ReportKind), due.on, due.rule,
        late, owed, f"接受 {done} / {len(ReportKind)}",
    )  # fmt: skip


def _to_review(row: Report, label: str, unexplained: int) -> Owed:
    url = f"/evaluation/reports/{row.pk}/"
    if unexplained:
        return Owed(f"{label}有 {unexplained} 处和台账对不上，更正或者说明", UNIT_OWES, url)
    return Owed(f"审核{label}", OFFICE_OWES, url)


def _publicity(row: Inspection, known: Known) -> Part:
    """Nobody owes a text before both reports are accepted."""
    url = f"/inspections/{row.pk}/publicity/"
    words, owed, done = [], [], 0
    reports = [known.reports.get((row.pk, kind)) for kind in ReportKind]
    ready = all(one is not None and one.state == ReportState.ACCEPTED for one in reports)
    if not ready and not any((row.pk, scope) in known.publicities for scope in Scope):
        brief = f"期满 0 / {len(Scope)}"
        return Part("publicity", "双公开", "两份报告接受以后拟稿", url, brief=brief)
    for scope in Scope:
        found = known.publicities.get((row.pk, scope))
        if found is None:
            words.append(f"{scope.label}还没有拟稿")
            owed.append(Owed(f"拟{scope.label}稿", UNIT_OWES, url))
            continue
        here = f"/evaluation/publicity/{found.pk}/"
        words.append(f"{scope.label}：{found.get_state_display()}")
        done += found.state == PublicityState.CLOSED
        told = {
            PublicityState.DRAFT: (f"{scope.label}稿改好送审", UNIT_OWES),
            PublicityState.SUBMITTED: (f"审批{scope.label}稿", "单位主要负责人或者巡察办主任"),
            PublicityState.APPROVED: (f"{scope.label}并登记", UNIT_OWES),
            PublicityState.PUBLISHED: (f"{scope.label}期满，处理意见", UNIT_OWES),
        }.get(PublicityState(found.state))
        if told:
            owed.append(Owed(*told, here))
    return Part(
        "publicity",
        "双公开",
        "，".join(words),
        url,
        done == len(Scope),
        owed=owed,
        brief=f"期满 {done} / {len(Scope)}",
    )


def _meeting(row: Inspection, known: Known, today: dt.date, numbers: Numbers) -> Part:
    found = known.meetings.get(row.pk)
    label = "专题民主生活会"
    if found is None:
        url, due = f"/inspections/{row.pk}/meeting/", meeting_due(row, numbers)
        owed = [Owed("准备专题民主生活会", UNIT_OWES, url)]
        return Part(
            "meeting", label, "还没有准备", url, due_on=due.on, due_rule=due.rule,
            late=today > due.on, owed=owed,
        )  # fmt: skip
    url = f"/evaluation/meetings/{found.pk}/"
    owed = []
    if found.state == MeetingState.PREPARING:
        if found.supervisor_id is None:
            owed.append(Owed("派现场督导人", OFFICE_OWES, url))
        owed.append(Owed("开会并登记情况", UNIT_OWES, url))
    elif found.state == MeetingState.RECORDED:
        owed.append(Owed("督导人确认会议情况", OFFICE_OWES, url))
    late = found.is_late or (found.held_on is None and today > found.due_on)
    return Part(
        "meeting", label, found.get_state_display(), url, found.state == MeetingState.CONFIRMED,
        found.due_on, found.due_rule, late, owed,
    )  # fmt: skip


def _evaluation(row: Inspection, known: Known, today: dt.date, numbers: Numbers) -> Part:
    url, due = f"/inspections/{row.pk}/evaluation/", evaluation_due(row, numbers)
    found = known.evaluations.get(row.pk)
    if found is None:
        over = today > report_due(row, numbers).on
        owed = [Owed("发起整改评估", OFFICE_OWES, url)] if over else []
        words = "还没有评估" if over else "集中整改期满以后评估"
        brief = "还没有" if over else "没有到时候"
        return Part(
            "evaluation", "评估", words, url, due_on=due.on, due_rule=due.rule,
            late=today > due.on, owed=owed, brief=brief,
        )  # fmt: skip
    here = f"/evaluation/evaluations/{found.pk}/"
    done = found.state == EvaluationState.FINAL
    words = f"{found.grade}（{found.points} 分）" if done else found.get_state_display()
    owed = []
    if found.state == EvaluationState.CONFIRMED:
        owed.append(Owed(f"在 {found.answer_by} 前对评估回复意见", UNIT_OWES, here))
    elif not done:
        owed.append(Owed(f"评估：{found.get_state_display()}", OFFICE_OWES, here))
    late = (found.final_on or today) > due.on
    return Part("evaluation", "评估", words, here, done, due.on, due.rule, late, owed)
