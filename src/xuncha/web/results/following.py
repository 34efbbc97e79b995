"""What comes next for one use of results, for the person who reads."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.results.enums import ResultState
from xuncha.cycle.results.models import Result
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Next


def next_of(actor: Actor, row: Result) -> Next | None:
    """The next step, or for whom one waits; None at the end."""
    state, whom = row.state, str(row.unit or f"{row.receiver}方面")
    if state == ResultState.DRAFT:
        if access.can(actor, "issue", row):
            return Next("核对内容和依据的问题，无误的点“编号移交”，时限从今天起算。")
        return Next("等另一位同志核对、编号移交。")
    if state == ResultState.ISSUED:
        if access.can(actor, "receive", row) and not actor.has(*OFFICE):
            return Next(f"看过以后点“接收”，限 {row.receive_by}。")
        return Next(f"等{whom}接收，限 {row.receive_by}。")
    if state == ResultState.RECEIVED:
        if access.can(actor, "answer", row) and not actor.has(*OFFICE):
            url = reverse("results_answer", args=[row.pk])
            return Next(f"在 {row.due_on} 以前反馈结果。", "反馈结果", url)
        return Next(f"等{whom}反馈结果，限 {row.due_on}。")
    if state == ResultState.ANSWERED:
        if access.can(actor, "close", row):
            return Next("看反馈是不是回答了建议：够了写明意见办结，不够的请对方补充。")
        return Next("结果已经反馈，等巡察办看过办结。")
    return None
