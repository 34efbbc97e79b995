"""Keys of sources that go on: from one custodian to the next, to the escrow, away when their time
is over."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from xuncha.cycle.petitions import sealing
from xuncha.cycle.petitions.models import Custodian, Petition, PetitionSource, SourceKey
from xuncha.cycle.petitions.people import custodian_of
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders.models import Escrow
from xuncha.foundation.holders.wrapping import OpenKey, holder_of
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused

NO_HOLDER = "现在的保管人还没有设立封存口令，请他先设立，再移交钥匙。"
NOTHING_LEFT = "您手里没有要移交的来源钥匙。"


def held_over(actor: Actor, inspection_id: int) -> QuerySet[PetitionSource]:
    """Sources of an inspection whose keys the actor still has, though another keeps them now."""
    rows = PetitionSource.objects.filter(
        petition__inspection=inspection_id, destroyed_at__isnull=True,
        keys__holder__user=actor.user_id,
    )  # fmt: skip
    former = Custodian.objects.filter(
        inspection=inspection_id, user=actor.user_id, ended_at__isnull=False
    )
    keeper = custodian_of(inspection_id)
    if keeper is None or keeper.user_id == actor.user_id or not former.exists():
        return rows.none()
    return rows.exclude(petition__in=sealing.live_leaves().filter(asked_by=actor.user_id)
                        .values("petition"))  # fmt: skip


@service
def hand_on(actor: Actor, key: OpenKey, *, inspection_id: int) -> int:
    """Whoever kept the sources hands their keys to whoever keeps them now. Each source gets a new
    data key, so that nothing stays behind. Gives their number."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    keeper = custodian_of(inspection.pk)
    if keeper is None or holder_of(keeper.user_id) is None:
        raise Refused(NO_HOLDER)
    rows = list(held_over(actor, inspection.pk).select_related("petition").order_by("pk"))
    if not rows:
        raise Refused(NOTHING_LEFT)
    for source in rows:
        sealing.change_key(source, sealing.data_key(source, key))
    record(actor, "petitions.source.handed_on", keeper, sources=len(rows))
    return len(rows)


@service
def tidy_keys(actor: Actor) -> int:
    """Remove the keys of those whose leave ran out, and seal for persons what still lies under the
    site's key. The door was shut by the date already. Gives the number of keys."""
    if not actor.is_system:
        raise Refused("到期的钥匙由系统自动收走。")
    count = sealing.drop_expired()
    if count:
        record(actor, "petitions.source.key_expired", keys=count)
    taken = sealing.take_over(PetitionSource.objects.all())
    if taken:
        record(actor, "petitions.source.taken_over", sources=taken)
    return count


def kept_by(user_id: int) -> QuerySet[PetitionSource]:
    """Sources whose key somebody should hold today, before recusals and dates of the team are
    asked."""
    kept = Custodian.objects.filter(user=user_id, ended_at__isnull=True).values("inspection")
    leaves = sealing.live_leaves().filter(asked_by=user_id).values("petition")
    rows = Petition.objects.filter(Q(inspection__in=kept) | Q(pk__in=leaves))
    return PetitionSource.objects.filter(petition__in=rows, destroyed_at__isnull=True)


def is_ready(inspection_id: int) -> bool:
    """Whether a source could be sealed now: a custodian with a key, and an escrow."""
    keeper = custodian_of(inspection_id)
    if keeper is None or holder_of(keeper.user_id) is None:
        return False
    return Escrow.objects.filter(state="active").exists()


def without_key(row: Petition) -> set[int]:
    """Leaves of a petition that hold today but whose holder has no key of its source."""
    rows = sealing.live_leaves().filter(petition=row)
    return set(rows.exclude(asked_by__in=_having(row)).values_list("pk", flat=True))


def lacks_key(actor: Actor, row: Petition) -> bool:
    """Whether the actor may open the source but has no key of it."""
    return not _having(row).filter(holder__user=actor.user_id).exists()


def _having(row: Petition) -> Any:
    rows = SourceKey.objects.filter(
        source__petition=row,
        holder__isnull=False,
        holder__retired_at__isnull=True,
        generation=F("source__generation"),
    )
    return rows.values("holder__user")
