"""What the unit says and shows: progress and proofs. Nothing said is ever overwritten."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import IO

from xuncha.cycle.rectification.enums import UNDONE, ItemState
from xuncha.cycle.rectification.models import Item, ItemStep, Progress, Proof
from xuncha.cycle.rectification.models.items import STANDING_PROOF
from xuncha.cycle.rectification.states import ITEM_STATES
from xuncha.cycle.rectification.tallying import recounted
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

LONGEST = 5000


@service
def add_progress(
    actor: Actor, *, item_id: int, text: str, recovered_yuan: Decimal | None = None
) -> Progress:
    """Add one word of progress as of today. The same words twice on one day are refused; so is
    progress on an item that waits for review or is through it."""
    item = _undone(actor, item_id, "add_progress", "填报进展", hold=True)
    text = text.strip()
    if not text:
        raise Invalid("请填写整改进展。", field="text")
    if len(text) > LONGEST:
        raise Invalid(f"整改进展超过 {LONGEST} 字，请分次填报。", field="text")
    if recovered_yuan is not None and recovered_yuan < 0:
        raise Invalid("追缴金额不能是负数。", field="recovered_yuan")
    today = clock.today()
    if item.progress.filter(text=text, reported_on=today, recovered_yuan=recovered_yuan).exists():
        raise Conflict("同样的进展今天已经填报过了。")
    progress = Progress.objects.create(
        item=item, text=text, recovered_yuan=recovered_yuan, reported_on=today,
        author_id=actor.user_id, created_at=clock.now(),
    )  # fmt: skip
    record(actor, "rectification.progress.added", item, progress=progress.pk)
    _start(actor, item)
    return progress


def add_proof(
    actor: Actor,
    *,
    item_id: int,
    stream: IO[bytes],
    name: str,
    effective_on: dt.date,
    proves: str,
) -> Proof:
    """Hand in a file with the day it was made and what it proves. Refuses a day to come, an empty
    purpose, and whatever the files room refuses.

    The file is sealed before the transaction, so that nobody waits for it and a refusal of the file
    stays in the log; it is asked again inside whether the item still takes proofs."""
    _undone(actor, item_id, "add_proof", "提交佐证")
    if not proves.strip():
        raise Invalid("请写明这份佐证证明什么。", field="proves")
    if effective_on > clock.today():
        raise Invalid("佐证的形成日期不能晚于今天。", field="effective_on")
    stored = keep_file(actor, stream=stream, name=name)
    return _attach(
        actor, item_id=item_id, stored=stored, effective_on=effective_on, proves=proves.strip()
    )


@service
def _attach(
    actor: Actor, *, item_id: int, stored: StoredFile, effective_on: dt.date, proves: str
) -> Proof:
    item = _undone(actor, item_id, "add_proof", "提交佐证", hold=True)
    _demand_fresh(item, stored)
    proof = Proof.objects.create(
        item=item, file=stored, title=stored.name, effective_on=effective_on, proves=proves,
        added_by_id=actor.user_id, added_at=clock.now(),
    )  # fmt: skip
    record(actor, "rectification.proof.added", item, proof=proof.pk, sha256=stored.sha256)
    _start(actor, item)
    return proof


def replace_proof(
    actor: Actor, *, proof_id: int, stream: IO[bytes], name: str, effective_on: dt.date, proves: str
) -> Proof:
    """Hand in a newer version of a proof: it counts from now on, the one before stays to be seen.
    Also gives the file to a proof of which the ledger told only the name."""
    _standing(actor, proof_id)
    if not proves.strip():
        raise Invalid("请写明这份佐证证明什么。", field="proves")
    if effective_on > clock.today():
        raise Invalid("佐证的形成日期不能晚于今天。", field="effective_on")
    stored = keep_file(actor, stream=stream, name=name)
    return _supersede(
        actor, proof_id=proof_id, stored=stored, effective_on=effective_on, proves=proves.strip()
    )


@service
def _supersede(
    actor: Actor, *, proof_id: int, stored: StoredFile, effective_on: dt.date, proves: str
) -> Proof:
    before = _standing(actor, proof_id, hold=True)
    _demand_fresh(before.item, stored)
    now = clock.now()
    rows = Proof.objects.filter(STANDING_PROOF, pk=before.pk)
    if rows.update(superseded_at=now) != 1:
        raise Conflict("这份佐证刚才已经有了新的版次，或者撤回了。")
    proof = Proof.objects.create(
        item=before.item, file=stored, title=stored.name, effective_on=effective_on,
        proves=proves, added_by_id=actor.user_id, added_at=now, replaces=before,
        number=before.number + 1,
    )  # fmt: skip
    record(
        actor, "rectification.proof.replaced", before.item, proof=proof.pk, before=before.pk,
        number=proof.number, sha256=stored.sha256,
    )  # fmt: skip
    _start(actor, before.item)
    return proof


def _standing(actor: Actor, proof_id: int, *, hold: bool = False) -> Proof:
    proof = access.get_or_404(actor, Proof.objects.select_related("item"), pk=proof_id)
    access.require(actor, "replace", proof)
    if hold:
        proof.item = _held(proof.item)
    if proof.item.state not in UNDONE:
        raise Conflict("事项已经申报，佐证不能再更新；请先撤回申报。")
    if not proof.stands:
        raise Conflict("这份佐证刚才已经有了新的版次，或者撤回了。")
    return proof


def _demand_fresh(item: Item, stored: StoredFile) -> None:
    """The same file proves an item once."""
    if item.proofs.filter(STANDING_PROOF, file__sha256=stored.sha256).exists():
        raise Conflict("这份文件已经作为本事项的佐证提交过了。")


@service
def withdraw_proof(actor: Actor, *, proof_id: int, reason: str) -> Proof:
    """Take a proof back with a reason; it stays to be seen. Only while the item is worked on."""
    proof = access.get_or_404(actor, Proof.objects.select_related("item"), pk=proof_id)
    access.require(actor, "withdraw", proof)
    if not reason.strip():
        raise Invalid("撤回佐证必须写明理由。", field="reason")
    proof.item = _held(proof.item)
    if proof.item.state not in UNDONE:
        raise Conflict("事项已经申报，佐证不能再撤回；请先撤回申报。")
    changed = Proof.objects.filter(STANDING_PROOF, pk=proof.pk).update(
        withdrawn_at=clock.now(), withdrawn_reason=reason.strip()
    )
    if not changed:
        raise Conflict("这份佐证已经撤回了，或者已经有了新的版次。")
    record(actor, "rectification.proof.withdrawn", proof.item, reason=reason, proof=proof.pk)
    return proof


@service
def note_download(actor: Actor, *, proof_id: int) -> Proof:
    """A proof leaves the system: who and which goes into the log."""
    proof = access.get_or_404(
        actor, Proof.objects.select_related("file", "item"), pk=proof_id, file__isnull=False
    )
    access.require(actor, "download", proof)
    record(actor, "rectification.proof.downloaded", proof.item, proof=proof.pk)
    return proof


def _held(item: Item) -> Item:
    """The item as it is now, held until this transaction ends: what is added to it and its claim
    can't pass each other."""
    return Item.objects.select_for_update().get(pk=item.pk)


def _undone(
    actor: Actor, item_id: int, action: str, label: str, *, hold: bool = False
) -> Item:  # fmt: skip
    item = access.get_or_404(actor, Item, pk=item_id)
    access.require(actor, action, item)
    if hold:
        item = _held(item)
    if item.state not in UNDONE:
        raise Conflict(f"当前状态是“{item.get_state_display()}”，不能{label}。")
    return item


def _start(actor: Actor, item: Item) -> None:
    """The first word or proof opens the work on an item."""
    if item.state != ItemState.OPEN:
        return
    with recounted([item.pk]):
        change = ITEM_STATES.move(item, "start")
    ItemStep.objects.create(
        item=item, action=change.action, label=change.label, before=change.before,
        after=change.after, by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip
    record(actor, "rectification.item.started", item, before=change.before, after=change.after)
