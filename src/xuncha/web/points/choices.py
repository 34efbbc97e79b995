"""What forms of this area offer to choose from."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.checkpoints.enums import LEVEL_ORDER, DecisionState
from xuncha.cycle.checkpoints.models import Decision
from xuncha.cycle.taxonomy import selectors as frames
from xuncha.cycle.taxonomy.models import Taxonomy
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

Groups = list[tuple[str, Any]]


def leaf_choices(frame: Taxonomy | None) -> Groups:
    """Leaves of a frame grouped under their branch."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for leaf in frames.leaves(frame) if frame else []:
        groups.setdefault(str(leaf.parent or ""), []).append((str(leaf.pk), str(leaf)))
    return list(groups.items())


def decision_choices(actor: Actor) -> Groups:
    """Decisions in force grouped by level, the newest first."""
    rows = access.visible(actor, Decision).filter(state=DecisionState.IN_FORCE)
    groups: dict[str, list[tuple[str, str]]] = {one.value: [] for one in LEVEL_ORDER}
    for one in rows.order_by("-issued_on", "-pk"):
        words = f"{one.title}（{one.number or one.issued_on}）"
        groups[one.level].append((str(one.pk), words))
    return [(str(one.label), groups[one.value]) for one in LEVEL_ORDER if groups[one.value]]
