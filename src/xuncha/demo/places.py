"""The district's organisations and rounds as records."""

from __future__ import annotations

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Round, Term
from xuncha.demo import world

_BATCH = 500


def organisations(built: world.World) -> dict[str, Organisation]:
    """All organisations by code; parents before children."""
    made: dict[str, Organisation] = {}
    waiting = list(built.organisations)
    while waiting:
        ready = [one for one in waiting if one.parent is None or one.parent in made]
        waiting = [one for one in waiting if not (one.parent is None or one.parent in made)]
        fresh = Organisation.objects.bulk_create(
            [
                Organisation(
                    code=one.code, name=one.name, short_name=one.short_name, kind=one.kind,
                    parent=made[one.parent] if one.parent else None,
                    established_on=one.established_on,
                )
                for one in ready
            ],
            batch_size=_BATCH,
        )  # fmt: skip
        made |= {one.code: one for one in fresh}
        if not ready:
            raise ValueError("an organisation's parent is missing")
    return made


def rounds(built: world.World) -> dict[int, Round]:
    """The term with its rounds, by number."""
    term = Term.objects.create(
        number=built.term_number, name=built.term_name, start_on=built.term_start,
        end_on=built.term_end,
    )  # fmt: skip
    return {
        one.number: Round.objects.create(
            term=term, number=one.number,
            name=one.name.removeprefix(built.term_name).removesuffix("巡察"),
            start_on=one.start_on, end_on=one.end_on,
        )
        for one in built.rounds
    }  # fmt: skip
