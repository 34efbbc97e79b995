"""A petition's source under its own key. The key is sealed for this record by the site; losing it
loses the source, which is how it is destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xuncha.cycle.petitions.enums import SOURCE_FIELDS
from xuncha.cycle.petitions.models import Petition, PetitionSource
from xuncha.foundation.seals import boxes, fields
from xuncha.kernel import clock


def seal_source(petition: Petition, told: Mapping[str, str]) -> PetitionSource:
    """Seal who wrote it; empty fields stay empty."""
    secret = boxes.new_key()
    sealed = {
        name: boxes.seal(told[name], secret, _place(petition, name))
        for name in SOURCE_FIELDS
        if told.get(name)
    }
    key = fields.seal(secret, place=_place(petition, "key"))
    return PetitionSource.objects.create(petition=petition, key=key, **sealed)


def open_source(source: PetitionSource, places: Iterable[str]) -> dict[str, str]:
    """The words of those fields that hold some."""
    petition = source.petition
    secret = fields.unseal(source.key, place=_place(petition, "key"))
    return {
        name: boxes.unseal(getattr(source, name), secret, _place(petition, name))
        for name in places
        if name in SOURCE_FIELDS and getattr(source, name)
    }


def destroy(source: PetitionSource, user_id: int | None) -> None:
    """Key and fields go together."""
    blank = dict.fromkeys(("key", *SOURCE_FIELDS), "")
    PetitionSource.objects.filter(pk=source.pk).update(
        destroyed_at=clock.now(), destroyed_by_id=user_id, **blank
    )


def _place(petition: Petition, name: str) -> str:
    return f"petitions.source {petition.pk} {name}"
