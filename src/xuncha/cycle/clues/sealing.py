"""Data keys of clues: taken out with somebody's own key, handed to others, changed. The only file
that touches the sealed texts; nothing of a clue's words is kept beyond the call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xuncha.cycle.clues.models import Clue, ClueGrant, ClueKey, ClueText
from xuncha.cycle.clues.people import may_know
from xuncha.cycle.clues.policies import live_grants
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.wrapping import (
    OpenKey,
    active_escrow,
    hand_to,
    hand_to_escrow,
    next_generation,
    unchanged,
)
from xuncha.foundation.seals import boxes
from xuncha.kernel import clock

NO_KEY = "您有这条线索的知悉授权，但还没有它的钥匙，请巡察办主任或者组长补发。"


def place_of(clue: Clue, place: str) -> str:
    return f"clue {clue.pk} {clue.generation} {place}"


def data_key(clue: Clue, key: OpenKey) -> bytes:
    """The clue's data key out of the holder's own copy. ``Refused`` where he has none."""
    return wrapping.data_key(clue, key, NO_KEY)


def write_texts(clue: Clue, secret: bytes, texts: Mapping[str, str]) -> None:
    """Seal texts into places; empty ones are left out."""
    ClueText.objects.bulk_create(
        [
            ClueText(clue=clue, place=place, body=boxes.seal(text, secret, place_of(clue, place)))
            for place, text in texts.items()
            if text
        ]
    )


def read_texts(clue: Clue, secret: bytes, places: Iterable[str]) -> dict[str, str]:
    """The texts of those places that were filled."""
    rows = ClueText.objects.filter(clue=clue, place__in=list(places))
    with unchanged(clue):
        return {
            one.place: boxes.unseal(one.body, secret, place_of(clue, one.place)) for one in rows
        }


def live_holders(clue: Clue) -> list[Keyholder]:
    """Keys in use of those whose grants hold today and who may still know of it: who left the
    team, was switched off or must keep away gets none."""
    rows = ClueGrant.objects.filter(clue=clue, user__is_active=True).select_related("user")
    users = [
        one.user_id
        for one in rows
        if ClueGrant.objects.filter(live_grants(one.user_id), pk=one.pk).exists()
        and may_know(one.user, clue)
    ]
    return list(Keyholder.objects.filter(user__in=users, retired_at__isnull=True).order_by("pk"))


def change_key(clue: Clue, secret: bytes) -> None:
    """A new data key: every text sealed anew, every old copy gone, one for each live holder and for
    the escrow. ``Conflict`` where somebody else changed the clue meanwhile."""
    places = [one.place for one in clue.texts.all()]
    texts = read_texts(clue, secret, places)
    next_generation(clue)
    fresh = boxes.new_key()
    clue.texts.all().delete()
    write_texts(clue, fresh, texts)
    for holder in live_holders(clue):
        hand_to(clue, fresh, holder)
    hand_to_escrow(clue, fresh, active_escrow())


def expired_copies() -> int:
    """Remove copies of keys whose grant is over: for the daily round. Gives their number."""
    today = clock.today()
    over = ClueGrant.objects.filter(until_on__lt=today, ended_at__isnull=True)
    count = 0
    for clue_id, user_id in over.values_list("clue_id", "user_id"):
        count += ClueKey.objects.filter(clue_id=clue_id, holder__user_id=user_id).delete()[0]
    return count
