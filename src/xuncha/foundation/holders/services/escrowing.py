"""The escrow: a key whose private half lies on papers of several officers and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders import stores, wrapping
from xuncha.foundation.holders.enums import EscrowState
from xuncha.foundation.holders.models import Escrow, EscrowShare, Keyholder
from xuncha.foundation.holders.selectors import officers
from xuncha.foundation.holders.states import ESCROW_STATES
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.foundation.notices.services import tell
from xuncha.foundation.seals import boxes, shares
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

_NO_KEY = "您没有这份封存内容的钥匙。"


@service
def convene(actor: Actor, *, officer_ids: Sequence[int], need: int = 2) -> Escrow:
    """Make an escrow key, split it, and wrap each officer's share for that officer alone: whoever
    convenes sees none of them. The key is in use once every share has been printed and confirmed;
    until then the one before stays in use."""
    access.require(actor, "convene", Escrow())
    known = {one.pk: one for one in officers()}
    chosen = list(dict.fromkeys(officer_ids))
    if len(chosen) < 2 or not set(chosen) <= known.keys():
        raise Invalid(
            "请选择至少两位已经设立封存口令的保管人，主持人自己不能保管。", field="officers"
        )
    if Escrow.objects.filter(state=EscrowState.PENDING).exists():
        raise Conflict("上一次托管仪式还没有完成，请先完成或者作废。")
    pair = boxes.make_pair()
    made = Escrow.objects.create(
        public=pair.public, need=need, words=shares.check_words(pair.public.encode()),
        convened_by_id=actor.user_id, convened_at=clock.now(),
    )  # fmt: skip
    parts = shares.split(pair.private, need=need, total=len(chosen))
    for part, officer_id in zip(parts, chosen, strict=True):
        holder = Keyholder.objects.get(user=officer_id, retired_at__isnull=True)
        EscrowShare.objects.create(
            escrow=made, number=part.number, officer_id=officer_id,
            wrapped=boxes.wrap(
                shares.to_paper(part).encode(), holder.public, f"share {made.pk} {part.number}"
            ),
        )  # fmt: skip
    record(actor, "holders.escrow.convened", made, officers=chosen, need=need)
    words = "请到“托管密钥”页面打印您保管的份额。"
    tell(actor, users=chosen, kind="holders.escrow.convened", text=words, url="/keys/escrow/")
    return made


@service
def show_share(actor: Actor, key: OpenKey, *, share_id: int) -> tuple[str, str]:
    """One's own share as it goes on paper, with its check words. Only until it is confirmed."""
    row = access.get_or_404(actor, EscrowShare, pk=share_id, officer=actor.user_id)
    if not row.wrapped:
        raise Refused("这份份额已经确认在纸上，系统里不再有它。")
    paper = _paper(row, key)
    EscrowShare.objects.filter(pk=row.pk).update(shown_at=clock.now())
    record(actor, "holders.escrow.shown", row)
    return paper, shares.check_words(paper.encode())


@service
def confirm_share(actor: Actor, key: OpenKey, *, share_id: int, words: str) -> EscrowShare:
    """The officer reads the check words off his paper: the share leaves the system. With the last
    one the key is in use and the one before retires."""
    row = access.get_or_404(actor, EscrowShare, related=("escrow",), pk=share_id,
                            officer=actor.user_id)  # fmt: skip
    if not row.wrapped:
        raise Conflict("这份份额已经确认过了。")
    if "".join(words.split()) != shares.check_words(_paper(row, key).encode()).replace(" ", ""):
        raise Invalid("核对词和纸上的不一样，请对照纸面重新输入。", field="words")
    EscrowShare.objects.filter(pk=row.pk).update(wrapped="", confirmed_at=clock.now())
    record(actor, "holders.escrow.confirmed", row)
    if not EscrowShare.objects.filter(escrow=row.escrow_id, confirmed_at__isnull=True).exists():
        for old in Escrow.objects.filter(state=EscrowState.ACTIVE):
            ESCROW_STATES.move(old, "retire")
        ESCROW_STATES.move(row.escrow, "activate", active_at=clock.now())
        record(actor, "holders.escrow.activated", row.escrow)
    row.refresh_from_db()
    return row


def _paper(row: EscrowShare, key: OpenKey) -> str:
    context = f"share {row.escrow_id} {row.number}"
    return boxes.unwrap(row.wrapped, key.private, context).decode()


@service
def drop_escrow(actor: Actor, *, escrow_id: int, version: int) -> Escrow:
    """Call a ceremony off that was not finished."""
    row = access.get_or_404(actor, Escrow, pk=escrow_id)
    access.require(actor, "drop", row)
    ESCROW_STATES.move(row, "drop", version=version)
    EscrowShare.objects.filter(escrow=row).update(wrapped="")
    record(actor, "holders.escrow.dropped", row)
    return row


@service
def recover(actor: Actor, *, papers: Sequence[str], user_id: int, reason: str) -> int:
    """Officers lay their papers together: whoever lost his passphrase and made a new key gets the
    keys of all records that he may open. Nobody recovers for himself; the key that was joined
    lives for this call only. Gives the number of records."""
    if not reason.strip():
        raise Invalid("请写明为什么恢复。", field="reason")
    if user_id == actor.user_id:
        raise Refused("不能给自己恢复，请由另一位保管人办理。")
    secret = shares.join([shares.from_paper(one) for one in papers])
    escrow = Escrow.objects.filter(public=boxes.pair_of(secret).public).first()
    if escrow is None:
        raise Invalid(
            "这几份份额合不上任何一把托管密钥，请检查是不是同一次仪式的。", field="papers"
        )
    access.require(actor, "recover", escrow)
    if not EscrowShare.objects.filter(escrow=escrow, officer=actor.user_id).exists():
        raise Refused("只有保管这把密钥份额的人可以办理恢复。")
    holder = Keyholder.objects.filter(user=user_id, retired_at__isnull=True).first()
    if holder is None:
        raise Refused("他还没有设立新的封存口令，请他先设立。")
    count = _hand_back(escrow, secret, holder)
    record(actor, "holders.escrow.recovered", escrow, user=user_id, records=count)
    words = f"托管份额已经合用过一次，恢复了 {count} 份封存内容的钥匙；请尽快重新举行托管仪式。"
    people = [pk for pk in (escrow.convened_by_id, user_id) if pk]
    tell(actor, users=people, kind="holders.escrow.recovered", text=words, url="/keys/escrow/")
    return count


def _hand_back(escrow: Escrow, secret: bytes, holder: Keyholder) -> int:
    count = 0
    for store in stores.every():
        known = store.open_to(holder.user_id).values("pk")
        rows = store.keys._default_manager.filter(
            escrow=escrow, **{f"{store.record}__in": known}
        ).select_related(store.record)
        for row in rows.order_by("pk"):
            sealed = getattr(row, store.record)
            data_key = wrapping.from_escrow(sealed, row.wrapped, escrow, secret)
            wrapping.hand_to(sealed, data_key, holder)
            count += 1
    return count


@service
def move_to_active(actor: Actor, key: OpenKey) -> int:
    """Put those records that the actor can open under the escrow key in use, where they still lie
    under an older one or under none. Gives their number."""
    escrow = wrapping.active_escrow()
    count = 0
    for store in stores.every():
        rows = store.open_to(key.user_id).filter(keys__holder=key.holder_id)
        for sealed in rows.exclude(keys__escrow=escrow).order_by("pk"):
            data_key = wrapping.data_key(sealed, key, _NO_KEY)
            wrapping.hand_to_escrow(sealed, data_key, escrow)
            count += 1
    record(actor, "holders.escrow.moved", escrow, records=count)
    return count
