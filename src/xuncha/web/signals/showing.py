"""What the desk's page needs: the queue around one signal, and that signal with all that a person
needs to decide it. The same number of queries however long the queue is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.questions import selectors
from xuncha.cycle.questions.enums import EscalationState, QuestionState
from xuncha.cycle.questions.models import Escalation, Question
from xuncha.cycle.questions.ordering import Order, order_for
from xuncha.cycle.questions.policies import DIRECTOR
from xuncha.cycle.questions.services import asking
from xuncha.cycle.questions.services.settling import HELD
from xuncha.cycle.rectification.asking.ledgers import field_texts, marked_words
from xuncha.cycle.rectification.enums import ItemState, SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.selectors import get_item
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.http import Request
from xuncha.web.listing import total_of
from xuncha.web.rectification.comparing import SignalCard, signal_cards
from xuncha.web.signals import forms
from xuncha.web.signals.filters import DeskFilter, narrowed, way_back
from xuncha.web.signals.previews import Preview

BEFORE, AFTER = 6, 20


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One thing that can be done with the signal: its key on the keyboard, its form, or why not."""

    number: int
    key: str
    label: str
    form: Any
    why_not: str = ""
    danger: bool = False


_ACTS: dict[str, tuple[str, type[Any]]] = {
    "clear": ("排除", forms.ClearForm), "uphold": ("认定", forms.UpholdForm),
    "ask": ("问单位", forms.AskForm), "return": ("认定并退回", forms.ReturnForm),
    "escalate": ("呈报主任", forms.EscalateForm), "instruct": ("批示", forms.ReasonForm),
}  # fmt: skip


def desk(
    request: Request, row: Signal | None, *, bound: dict[str, Any] | None = None,
    preview: Preview | None = None, status: int = 200,
) -> Any:  # fmt: skip
    """The page, with one signal open."""
    chosen = narrowed(request, selectors.desk_rows(request.actor))
    order = order_for(request.actor)
    context = {
        "filter": chosen, "back": way_back(request), "total": total_of(chosen.qs),
        "row": row, "queue": _around(chosen.qs, order, row),
        "may_rule": request.actor.has(*DIRECTOR),
    } | neighbours(chosen, order, row)  # fmt: skip
    if row is not None:
        context |= _opened(request.actor, row, bound or {}, preview)
    return render(request, "signals/desk.html", context, status=status)


def first_of(request: Request) -> Signal | None:
    """The first signal of the queue."""
    chosen = narrowed(request, selectors.desk_rows(request.actor))
    first: Signal | None = order_for(request.actor).ranked(chosen.qs).first()
    return first


def neighbours(chosen: DeskFilter, order: Order, row: Signal | None) -> dict[str, int | None]:
    """The ids before and after a signal in the queue, whether or not it is still in it."""
    if row is None:
        return {"before": None, "after": None}
    return {
        "before": order.before(chosen.qs, row).values_list("pk", flat=True).first(),
        "after": order.after(chosen.qs, row).values_list("pk", flat=True).first(),
    }


def next_url(request: Request, row: Signal) -> str:
    """Where to go after an act: the next one, else the first of the queue, else the empty desk."""
    chosen = narrowed(request, selectors.desk_rows(request.actor))
    order = order_for(request.actor)
    following = neighbours(chosen, order, row)["after"]
    if following is None:
        following = order.ranked(chosen.qs).values_list("pk", flat=True).first()
    back = way_back(request)
    if following is None:
        return reverse("signals_desk") + back
    return reverse("signals_one", args=[following]) + back


def _around(rows: QuerySet[Signal], order: Order, row: Signal | None) -> list[Signal]:
    if row is None:
        return list(order.ranked(rows)[:AFTER])
    earlier = list(order.before(rows, row)[:BEFORE])
    here = list(rows.filter(pk=row.pk))
    return [*reversed(earlier), *here, *order.after(rows, row)[: AFTER - len(here)]]


def _opened(
    actor: Actor, row: Signal, bound: dict[str, Any], preview: Preview | None
) -> dict[str, Any]:
    item = get_item(actor, row.item_id) if row.item_id else None
    questions = list(selectors.questions_about(actor, row))
    escalations = list(selectors.escalations_of(actor, row))
    waiting = next((one for one in escalations if one.state == EscalationState.WAITING), None)
    words = marked_words(field_texts(item), row.spans) if item else []
    proofs = [one for one in item.proofs.all() if one.stands] if item else []
    return {
        "card": _card(actor, item, row),
        "item": item,
        "proofs": proofs,
        "first_file": next((one for one in proofs if one.file_id), None),
        "latest": max(item.progress.all(), key=lambda one: one.pk, default=None) if item else None,
        "questions": questions,
        "escalations": escalations,
        "waiting": waiting,
        "asked": next((one for one in questions if one.state == QuestionState.ASKED), None),
        "acts": _acts(actor, row, item, waiting, questions, bound, words),
        "preview": preview,
        "may_drop": waiting is not None and bool(access.can(actor, "drop", waiting)),
    }


def _card(actor: Actor, item: Item | None, row: Signal) -> SignalCard:
    if item is not None:
        return signal_cards(actor, item, [row])[0]
    no = access.can(actor, "clear", row)
    return SignalCard(row, (), no, no)


def _acts(
    actor: Actor, row: Signal, item: Item | None, waiting: Escalation | None,
    questions: list[Question], bound: dict[str, Any], words: Sequence[str],
) -> list[DeskAct]:  # fmt: skip
    """Those that are this person's business and fit the signal's state, numbered as the keys."""
    why = {
        "clear": _why_clear(actor, row), "uphold": "" if row.state == SignalState.OPEN else None,
        "ask": _why_ask(row, questions),
        "return": _why_return(row, item), "escalate": "已经呈报。" if waiting else "",
        "instruct": "" if waiting else None,
    }  # fmt: skip
    held = HELD if waiting and not actor.has(*DIRECTOR) else ""
    made: list[DeskAct] = []
    for key, (label, kind) in _ACTS.items():
        why_not = why[key]
        if key in bound:
            why_not = ""  # refused: what was typed stays to be seen, whatever has become of it
        elif why_not is None or not _concerns(actor, key, row, waiting):
            continue
        if held and key not in bound and key in {"clear", "uphold", "return"}:
            why_not = held
        version = waiting.version if key == "instruct" and waiting else row.version
        form = bound.get(key) or kind(
            signal=row, words=words, initial={"version": version}, auto_id=f"{key}_%s"
        )
        made.append(DeskAct(len(made) + 1, key, label, form, why_not, key in {"uphold", "return"}))
    return made


def _concerns(actor: Actor, key: str, row: Signal, waiting: Escalation | None) -> bool:
    if key in {"clear", "uphold"}:
        return bool(access.can(actor, key, row))
    if key == "return":
        return bool(access.can(actor, "uphold", row))
    if row.state == SignalState.CLEARED:
        return False
    if key == "ask":
        return bool(access.can(actor, "ask", Question()))
    return bool(access.can(actor, key, waiting or Escalation()))


def _why_ask(row: Signal, questions: list[Question]) -> str:
    if any(one.state == QuestionState.ASKED for one in questions):
        return "已经有一份问询在等单位答复。"
    return asking.why_not_asked(row.inspection.organisation)


def _why_clear(actor: Actor, row: Signal) -> str | None:
    return "" if row.state in {SignalState.OPEN, SignalState.UPHELD} else None


def _why_return(row: Signal, item: Item | None) -> str | None:
    if item is None or row.state not in {SignalState.OPEN, SignalState.UPHELD}:
        return None
    if item.state != ItemState.CLAIMED:
        return f"事项现在是“{item.get_state_display()}”，已申报的才能退回；可以先认定或者问单位。"
    return ""
