"""Opening fields of a clue: the only way to its words, and each field goes into its chain."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.cycle.clues import sealing
from xuncha.cycle.clues.enums import Way
from xuncha.cycle.clues.models import Clue, Copy
from xuncha.cycle.clues.reading import note_reads
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def open_fields(
    actor: Actor, key: OpenKey, *, clue_id: int, places: Sequence[str]
) -> dict[str, str]:
    """The words of the chosen places that were filled, by place; each is noted before it is given.
    Refuses an empty choice and whoever has no key of the clue."""
    clue = access.get_or_404(actor, Clue, pk=clue_id)
    access.require(actor, "open", clue)
    texts = sealing.read_texts(clue, sealing.data_key(clue, key), places)
    if not texts:
        raise Invalid("请选择要打开的栏目。", field="places")
    note_reads(actor, clue, sorted(texts), Way.SHOWN)
    return texts


@service
def print_slip(actor: Actor, key: OpenKey, *, copy_id: int) -> tuple[Copy, dict[str, str]]:
    """The words of the hand-over slip for one numbered copy. Every print is counted on the copy and
    read field by field like any other opening."""
    copy = access.get_or_404(
        actor, Copy, related=("handover", "to", "clue__inspection"), pk=copy_id
    )
    clue = copy.clue
    access.require(actor, "print", clue)
    places = [one.place for one in clue.texts.all() if ":" not in one.place]
    texts = sealing.read_texts(clue, sealing.data_key(clue, key), places)
    counted = Copy.objects.filter(pk=copy.pk, printed=copy.printed)
    if counted.update(printed=copy.printed + 1) != 1:
        raise Conflict
    copy.printed += 1
    note_reads(actor, clue, sorted(texts), Way.PRINTED)
    return copy, texts
