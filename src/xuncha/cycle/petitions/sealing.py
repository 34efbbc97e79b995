"""A petition's source under its own key, wrapped for persons. The only file that touches the sealed
fields; losing every copy of the key loses the source, which is how it is destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from xuncha.cycle.petitions.enums import SOURCE_FIELDS, RequestState
from xuncha.cycle.petitions.models import Petition, PetitionSource, SourceKey, SourceRequest
from xuncha.cycle.petitions.people import custodian_of, may_hold_key
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.foundation.seals import boxes, fields
from xuncha.kernel import clock
from xuncha.kernel.errors import Refused, Unavailable

NO_CUSTODIAN = (
    "来源只封给保管人：请组长或者巡察办主任先指定来源保管人，并请他设立封存口令，再登记来源。"
)
NO_KEY = "您可以看这件来源，但手里没有它的钥匙，请保管人补发，或者用托管份额恢复。"
OF_SITE = "这件来源是旧版本用站点密钥封存的，等保管人设立封存口令以后自动改封，才能打开。"


def seal_source(petition: Petition, told: Mapping[str, str]) -> PetitionSource:
    """Seal who wrote it, for the custodian and the escrow; empty fields stay empty. Nobody's
    passphrase is needed. ``Refused`` where there is nobody to seal it for."""
    keeper = custodian_of(petition.inspection_id)
    holder = wrapping.holder_of(keeper.user_id) if keeper else None
    if holder is None:
        raise Refused(NO_CUSTODIAN)
    escrow = wrapping.active_escrow()
    secret = boxes.new_key()
    source = PetitionSource.objects.create(petition=petition)
    _write(source, secret, told)
    wrapping.hand_to(source, secret, holder)
    wrapping.hand_to_escrow(source, secret, escrow)
    return source


def data_key(source: PetitionSource, key: OpenKey) -> bytes:
    """The source's data key out of the holder's own copy. ``Refused`` where he has none."""
    if source.key:
        raise Refused(OF_SITE)
    return wrapping.data_key(source, key, NO_KEY)


def open_source(
    source: PetitionSource, key: OpenKey, places: Iterable[str]
) -> dict[str, str]:  # fmt: skip
    """The words of those fields that hold some."""
    return _read(source, data_key(source, key), places)


def change_key(source: PetitionSource, secret: bytes) -> None:
    """A new data key: every field sealed anew, every old copy gone, one for each who may open it
    today and for the escrow. ``Conflict`` where somebody else changed the source meanwhile."""
    told = _read(source, secret, SOURCE_FIELDS)
    wrapping.next_generation(source)
    fresh = boxes.new_key()
    _write(source, fresh, told)
    for holder in live_holders(source):
        wrapping.hand_to(source, fresh, holder)
    wrapping.hand_to_escrow(source, fresh, wrapping.active_escrow())


def live_holders(source: PetitionSource) -> list[Keyholder]:
    """Keys in use of the custodian and of those whose leave holds today; who was switched off, left
    the work or must keep away gets none."""
    inspection_id = source.petition.inspection_id
    keeper = custodian_of(inspection_id)
    users = {keeper.user_id} if keeper else set()
    users |= set(
        live_leaves().filter(petition=source.petition_id).values_list("asked_by", flat=True)
    )
    rows = Keyholder.objects.filter(user__in=users, retired_at__isnull=True).select_related("user")
    return [one for one in rows.order_by("pk") if may_hold_key(one.user, inspection_id)]


def live_leaves() -> QuerySet[SourceRequest]:
    """Leaves that hold today."""
    return SourceRequest.objects.filter(state=RequestState.GRANTED, until_on__gte=clock.today())


def drop_copy(source: PetitionSource, user_id: int) -> None:
    """Take a person's copy of the key away."""
    SourceKey.objects.filter(source=source, holder__user_id=user_id).delete()


def drop_expired() -> int:
    """Remove the copies of those whose leave ran out. Gives their number."""
    over = SourceRequest.objects.filter(state=RequestState.GRANTED, until_on__lt=clock.today())
    count = 0
    for petition_id, user_id in over.values_list("petition", "asked_by"):
        rows = SourceKey.objects.filter(source__petition=petition_id, holder__user=user_id)
        count += rows.delete()[0]
    return count


def take_over(rows: QuerySet[PetitionSource]) -> int:
    """Seal for persons what an older version sealed with the site's key: those whose custodian has
    a key. Each gets a new data key, so that old copies of the site's opens nothing of it. Gives
    their number."""
    count = 0
    for source in rows.exclude(key="").select_related("petition").order_by("pk"):
        keeper = custodian_of(source.petition.inspection_id)
        holder = wrapping.holder_of(keeper.user_id) if keeper else None
        if holder is None:
            continue
        try:
            told = _of_site(source)
        except Unavailable:
            continue  # its key is not on this machine: it stays as it is, closed
        wrapping.next_generation(source)
        secret = boxes.new_key()
        source.key = ""
        _write(source, secret, told)
        wrapping.hand_to(source, secret, holder)
        wrapping.hand_to_escrow_in_use(source, secret)
        count += 1
    return count


def _of_site(source: PetitionSource) -> dict[str, str]:
    def place(name: str) -> str:
        return f"petitions.source {source.petition_id} {name}"

    old = fields.unseal(source.key, place=place("key"))
    return {name: boxes.unseal(getattr(source, name), old, place(name)) for name in source.filled}


def destroy(source: PetitionSource, user_id: int | None) -> None:
    """Keys and fields go together."""
    source.keys.all().delete()
    blank = dict.fromkeys(("key", *SOURCE_FIELDS), "")
    PetitionSource.objects.filter(pk=source.pk).update(
        destroyed_at=clock.now(), destroyed_by_id=user_id, **blank
    )


def _write(source: PetitionSource, secret: bytes, told: Mapping[str, str]) -> None:
    for name in SOURCE_FIELDS:
        text = told.get(name, "")
        setattr(source, name, boxes.seal(text, secret, _place(source, name)) if text else "")
    source.save(update_fields=["key", *SOURCE_FIELDS])


def _read(source: PetitionSource, secret: bytes, places: Iterable[str]) -> dict[str, str]:
    with wrapping.unchanged(source):
        return {
            name: boxes.unseal(getattr(source, name), secret, _place(source, name))
            for name in places
            if name in SOURCE_FIELDS and getattr(source, name)
        }


def _place(source: PetitionSource, name: str) -> str:
    return f"source {source.pk} {source.generation} {name}"
