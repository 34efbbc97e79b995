"""Signatures in order, returning, taking up again, withdrawing, handing over."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.workpapers.chain import Turn, turn_of
from xuncha.cycle.workpapers.digests import digest_of
from xuncha.cycle.workpapers.enums import SignRole
from xuncha.cycle.workpapers.erasing import erase_copies
from xuncha.cycle.workpapers.models import (
    Fact,
    Paper,
    PaperFile,
    PaperSource,
    PaperStep,
    PaperVersion,
    Signature,
)
from xuncha.cycle.workpapers.seats import seat_of, sittings
from xuncha.cycle.workpapers.services.writing import current
from xuncha.cycle.workpapers.states import PAPER_STATES
from xuncha.cycle.workpapers.telling import tell_returned, tell_turn
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.states import Change

_ACTIONS = {
    SignRole.AUTHOR: "sign_author", SignRole.DEPUTY: "sign_deputy",
    SignRole.LEADER: "sign_leader",
}  # fmt: skip
DIRECTOR_LABEL = "巡察办主任"
HANDED = "（已移交线索专柜）"
CHANGED = "底稿内容和前面签名时的摘要不一致，请退回重签。"


@service
def sign_paper(actor: Actor, *, paper_id: int, version: int, opinion: str = "") -> Paper:
    """Sign in the place whose turn it is. The author's signature fixes the content's hash; each
    later one is refused if the content no longer bears it. Refuses whoever does not hold the seat
    (or stand in for it by the rules) and whoever signed this version already."""
    paper = _get(actor, paper_id)
    turn = turn_of(paper)
    if turn is None:
        raise Conflict("这份底稿现在不用签字。")
    access.require(actor, "sign", paper)
    row = current(paper)
    digest = digest_of(row)
    if turn.role == SignRole.AUTHOR:
        PaperVersion.objects.filter(pk=row.pk).update(digest=digest)
    elif digest != row.digest:
        raise Conflict(CHANGED)
    more: dict[str, Any] = {"signed_at": clock.now()} if turn.role == SignRole.LEADER else {}
    change = PAPER_STATES.move(paper, _ACTIONS[turn.role], version=version, **more)
    Signature.objects.create(
        version=row, role=turn.role, signed_by_id=actor.user_id, signed_name=actor.name,
        seat_label=_label(actor, paper, turn), stood_in=turn.rule, opinion=opinion.strip()[:500],
        digest=digest, signed_at=clock.now(),
    )  # fmt: skip
    _note(actor, paper, change, opinion.strip()[:500])
    record(actor, "workpapers.paper.signed", paper, role=str(turn.role), digest=digest)
    tell_turn(actor, paper, turn_of(paper))
    return paper


@service
def return_paper(actor: Actor, *, paper_id: int, version: int, reason: str) -> Paper:
    """Whoever is to sign sends it back; the author goes on in a new version, the old one stays with
    its signatures."""
    paper = _get(actor, paper_id)
    access.require(actor, "return", paper)
    change = PAPER_STATES.move(
        paper, "return", version=version, reason=reason, revision=paper.revision + 1
    )
    _next_version(actor, paper, change.reason)
    _note(actor, paper, change, change.reason)
    record(actor, "workpapers.paper.returned", paper, reason=change.reason)
    tell_returned(actor, paper)
    return paper


@service
def revise_paper(actor: Actor, *, paper_id: int, version: int, reason: str) -> Paper:
    """Take a signed paper up again in a new version. Refused while a finding rests on it."""
    paper = _get(actor, paper_id)
    access.require(actor, "revise", paper)
    change = PAPER_STATES.move(
        paper, "revise", version=version, reason=reason, revision=paper.revision + 1,
        signed_at=None, destination="",
    )  # fmt: skip
    _next_version(actor, paper, change.reason)
    _note(actor, paper, change, change.reason)
    record(actor, "workpapers.paper.revised", paper, reason=change.reason)
    tell_returned(actor, paper)
    return paper


@service
def withdraw_paper(actor: Actor, *, paper_id: int, version: int, reason: str) -> Paper:
    """The matter does not stand. Number, versions and signatures stay."""
    paper = _get(actor, paper_id)
    access.require(actor, "withdraw", paper)
    change = PAPER_STATES.move(
        paper, "withdraw", version=version, reason=reason, end_reason=reason.strip()[:500]
    )
    _note(actor, paper, change, change.reason)
    record(actor, "workpapers.paper.withdrawn", paper, reason=change.reason)
    return paper


@service
def hand_over_paper(actor: Actor, *, paper_id: int, version: int) -> Paper:
    """After the matter was registered as a clue: what the paper said is erased from the general
    record, every version of it with facts, sources and files, and what was printed or packed of it;
    number, signatures and hashes stay.
    Refused unless a closed meeting decided "clue" and no finding rests on it. There is no way
    back."""
    paper = _get(actor, paper_id)
    access.require(actor, "hand_over", paper)
    change = PAPER_STATES.move(paper, "hand_over", version=version, title=HANDED)
    PaperVersion.objects.filter(paper=paper).update(
        title=HANDED, summary="", discovery="", support="", basis="", origin="", why=""
    )
    Signature.objects.filter(version__paper=paper).update(opinion="")
    PaperStep.objects.filter(paper=paper).update(reason="")
    for kind in (Fact, PaperSource, PaperFile):
        kind._default_manager.filter(version__paper=paper).delete()
    erase_copies(paper)
    _note(actor, paper, change, "")
    record(actor, "workpapers.paper.handed_over", paper)
    return paper


def _get(actor: Actor, paper_id: int) -> Paper:
    return access.get_or_404(actor, Paper, related=("inspection",), pk=paper_id)


def _label(actor: Actor, paper: Paper, turn: Turn) -> str:
    """The seat that he holds as he signs."""
    if turn.by_director:
        return DIRECTOR_LABEL
    own = seat_of(actor, sittings(paper.inspection_id))
    return own.label if own else ""


def _next_version(actor: Actor, paper: Paper, why: str) -> PaperVersion:
    """The same words once more, to be written on."""
    old = PaperVersion.objects.get(paper=paper, number=paper.revision - 1)
    new = PaperVersion.objects.create(
        paper=paper, number=paper.revision, title=old.title, origin=old.origin,
        summary=old.summary, discovery=old.discovery, support=old.support, basis=old.basis,
        why=why[:500], made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    for kind in (Fact, PaperSource, PaperFile):
        keeper: Any = kind._default_manager
        rows: list[Any] = list(keeper.filter(version=old).order_by("pk"))
        for row in rows:
            row.pk, row.version = None, new
        keeper.bulk_create(rows)
    return new


def _note(actor: Actor, paper: Paper, change: Change, reason: str) -> None:
    PaperStep.objects.create(
        paper=paper, action=change.action, label=change.label, revision=paper.revision,
        reason=reason[:500], by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip
