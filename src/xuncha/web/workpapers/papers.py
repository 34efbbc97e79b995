"""One paper: what it says, who signed, how its facts stand, and what rests on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.fieldwork.models import ImmediateFix
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.papers import findings_on
from xuncha.cycle.workpapers import selectors, sources
from xuncha.cycle.workpapers.chain import turn_of, why_not_sign
from xuncha.cycle.workpapers.confirming import standings
from xuncha.cycle.workpapers.digests import digest_of
from xuncha.cycle.workpapers.enums import Destination, PaperState, SignRole
from xuncha.cycle.workpapers.models import Fact, Paper, PaperSource, PaperVersion
from xuncha.cycle.workpapers.services import opening
from xuncha.cycle.workpapers.states import PAPER_STATES
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent
from xuncha.web.fieldwork.carrying import carries_fix
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.workpapers.acting import AUDIENCE
from xuncha.web.workpapers.forms import FileForm

_ASKS = {
    "revise": ("为什么重新编制", True), "withdraw": ("为什么撤回", True),
    "return": ("退回理由，承办人看得到", True),
}  # fmt: skip


@read_view(AUDIENCE)
def paper(request: Request, paper_id: int) -> HttpResponse:
    """One paper, its present version or an earlier one."""
    row = selectors.get_paper(request.actor, paper_id)
    version = selectors.get_version(request.actor, row, _asked(request, row))
    context = content(request.actor, row, version) | _acts(request.actor, row, version)
    return render(request, "workpapers/paper.html", context)


def _asked(request: Request, row: Paper) -> int:
    """The version that the address names."""
    words = request.GET.get("version", "")
    if not words:
        return row.revision
    if not (words.isascii() and words.isdecimal() and len(words) < 6):
        raise Absent
    return int(words)


def content(actor: Actor, row: Paper, version: PaperVersion) -> dict[str, Any]:
    """What page and print show of a version."""
    cited = list(selectors.sources_of(actor, version))
    open_by = sources.openable(actor, cited)
    signatures = {one.role: one for one in selectors.signatures_of(actor, version)}
    is_current = version.number == row.revision
    known = standings([row])[row.pk] if is_current else []
    return {
        "paper": row,
        "blank": "（已移交线索专柜）" if row.state == PaperState.HANDED else "（没有填写）",
        "inspection": row.inspection,
        "version": version,
        "is_current": is_current,
        "facts": known,
        "old_facts": [] if is_current else access.visible(actor, Fact).filter(
            version=version).order_by("number"),
        "sources": [_cited(one, open_by) for one in cited],
        "files": list(selectors.files_of(actor, version)),
        "places": [(role.label, signatures.get(role)) for role in SignRole],
        "intact": not version.digest or row.state == PaperState.HANDED
        or digest_of(version) == version.digest,
    }  # fmt: skip


def _cited(one: PaperSource, open_by: dict[int, str]) -> dict[str, Any]:
    name = open_by.get(one.pk)
    return {
        "label": sources.label_of(one.kind), "number": one.number, "title": one.title,
        "url": reverse(name, args=[one.record_id]) if name else "",
    }  # fmt: skip


def _acts(actor: Actor, row: Paper, version: PaperVersion) -> dict[str, Any]:
    """What can be done, with the sentence where it can't."""
    turn = turn_of(row)
    is_current = version.number == row.revision
    may_sign = is_current and turn is not None and not why_not_sign(actor, row, turn)
    weighings = selectors.weighings_of(actor, [row]).get(row.pk, [])
    return {
        "turn": turn,
        "may_sign": may_sign,
        "sign_why_not": PAPER_STATES.why_not(row, _SIGNS[turn.role]) if may_sign and turn else "",
        "may_change": is_current and row.state == PaperState.DRAFT
        and bool(access.can(actor, "change", row)),
        "asks": _asks(actor, row) if is_current else [],
        "file_form": FileForm(auto_id="file_%s"),
        "may_hand_over": row.state == PaperState.SIGNED and row.destination == Destination.CLUE
        and bool(access.can(actor, "hand_over", row)),
        "weighings": weighings,
        "findings": list(findings_on(actor, row)),
        "may_find": row.state == PaperState.SIGNED
        and bool(access.can(actor, "create", Finding(inspection=row.inspection))),
        "may_fix": is_current and carries_fix(row)
        and bool(access.can(actor, "create", ImmediateFix(inspection=row.inspection))),
        "versions": list(selectors.versions_of(actor, row)),
        "steps": list(selectors.steps_of(actor, row)),
    }  # fmt: skip


_SIGNS = {
    SignRole.AUTHOR: "sign_author", SignRole.DEPUTY: "sign_deputy", SignRole.LEADER: "sign_leader",
}  # fmt: skip


def _asks(actor: Actor, row: Paper) -> list[dict[str, Any]]:
    """Steps that ask for a reason; those for which the role is missing are not shown."""
    found = []
    for step in PAPER_STATES.open_actions(row.state):
        if step.action in _ASKS and access.can(actor, step.action, row):
            prompt, _ = _ASKS[step.action]
            found.append({"step": step, "prompt": prompt,
                          "url": reverse(f"workpapers_{step.action}", args=[row.pk]),
                          "why_not": PAPER_STATES.why_not(row, step.action)})  # fmt: skip
    return found


@write_view(AUDIENCE, form=False)
def file(request: Request, paper_file_id: int) -> HttpResponseBase:
    """A paper's file: noted first, then handed out."""
    row = opening.note_paper_file(request.actor, paper_file_id=paper_file_id)
    return handed_out(row.file)


@write_view(AUDIENCE, form=False)
def print_out(request: Request, paper_id: int) -> HttpResponse:
    """The paper as it is printed and laid into the file: four blocks and three signatures."""
    row = opening.note_paper_print(request.actor, paper_id=paper_id)
    row = selectors.get_paper(request.actor, row.pk)
    version = selectors.get_version(request.actor, row, row.revision)
    return render(request, "workpapers/print.html", content(request.actor, row, version))
