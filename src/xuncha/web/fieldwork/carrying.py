"""From a working paper to a notice of an immediate fix, so that nothing is typed twice."""

from __future__ import annotations

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.confirming import standings
from xuncha.cycle.workpapers.enums import ALIVE, Destination
from xuncha.cycle.workpapers.models import Paper
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent

LONGEST, LONGEST_BASIS = 2000, 300


def carries_fix(row: Paper) -> bool:
    """Whether a notice to the unit may be begun from it: never from what goes to the clue store."""
    return row.state in ALIVE and row.destination != Destination.CLUE


def told_by(actor: Actor, inspection: Inspection, asked: str) -> dict[str, str]:
    """What a notice begins with. ``Absent`` for a paper out of sight, of another inspection or one
    that carries none."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 18):
        raise Absent
    row = selectors.get_paper(actor, int(asked))
    if row.inspection_id != inspection.pk or not carries_fix(row):
        raise Absent
    version = selectors.get_version(actor, row, row.revision)
    facts = [f"{one.fact.number}．{one.sentence}" for one in standings([row])[row.pk]]
    problem = "\n".join(filter(None, [version.summary or version.title, *facts]))
    return {"problem": problem[:LONGEST], "basis": version.basis[:LONGEST_BASIS]}
