"""What comes next for one deed, for the person who reads."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.deeds.enums import DeedState
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.turns import lacking_photos
from xuncha.cycle.directory.roles import OFFICE
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Next
from xuncha.web.deeds.audience import TEAM


def next_of(actor: Actor, row: Deed) -> Next | None:
    """The next step, or for whom one waits; None at the end."""
    state = DeedState(row.state)
    if state == DeedState.REGISTERED:
        return _verifying(actor, row)
    if state in (DeedState.VERIFIED, DeedState.CLAIMED, DeedState.DOING):
        return _owing(actor, row, state)
    if state == DeedState.DONE:
        return _calling(actor, row)
    if state == DeedState.UNSATISFIED:
        if actor.has(*OFFICE):
            return Next("住户不满意：写明哪里没办好，要求重办。")
        return Next("住户不满意，等巡察办要求重办。")
    return None


def _verifying(actor: Actor, row: Deed) -> Next | None:
    if not actor.has(*TEAM):
        return None
    if access.can(actor, "verify", row):
        url = reverse("deeds_verify", args=[row.pk])
        return Next("到现场看，属实的写明情况、选责任单位。", "核实", url)
    return Next("等另一位同志到现场核实。")


def _owing(actor: Actor, row: Deed, state: DeedState) -> Next:
    if not access.can(actor, "finish", row):
        waiting = {
            DeedState.VERIFIED: "等责任单位认领，写明承诺和时限。",
            DeedState.CLAIMED: "等责任单位开始办理。",
        }
        return Next(waiting.get(state, f"等责任单位办结，承诺 {row.promise_due_on} 以前。"))
    if state == DeedState.VERIFIED:
        url = reverse("deeds_claim", args=[row.pk])
        return Next("写明做到什么程度、什么时候做到。", "认领", url)
    photos = reverse("deeds_photos", args=[row.pk])
    if state == DeedState.CLAIMED:
        return Next("先拍办理前的照片上传，动工以后点“开始办理”。", "上传照片", photos)
    if lacking := lacking_photos(row):
        again = "重办以后新拍的" if row.redone else ""
        return Next(f"还缺{again}{'、'.join(lacking)}的照片，传了才能办结。", "上传照片", photos)
    url = reverse("deeds_finish", args=[row.pk])
    return Next("办好以后填结果、受益人数和投入。", "办结", url)


def _calling(actor: Actor, row: Deed) -> Next:
    if not actor.has(*TEAM):
        return Next("等抽取住户回访，住户满意才算办好。")
    drawn = row.calls.filter(turn=row.redone + 1).exists()
    if not access.can(actor, "call" if drawn else "draw", row):
        return Next("办结是您填的，等另一位同志回访。")
    if drawn:
        url = reverse("deeds_call", args=[row.pk])
        return Next("按抽中的户号一户一户问，回来登记。", "登记回访", url)
    url = reverse("deeds_draw", args=[row.pk])
    return Next("按名册户数抽住户，由系统定访哪几户。", "抽取回访住户", url)
