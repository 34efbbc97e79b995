"""Hints on a finding's words while it is written; nothing is kept, nothing is blocked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from xuncha.cycle.findings.content import Counted
from xuncha.cycle.findings.enums import GONE
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.selectors import current_taxonomy
from xuncha.cycle.workpapers.confirming import FactStanding, standings
from xuncha.cycle.workpapers.models import Paper, PaperVersion
from xuncha.engines.drafting import Draft, Hint, Row, hints_of, leaves
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

MOST_OTHERS = 200
"""With so many findings of the inspection, the latest, a text is compared."""


def hints_for(
    actor: Actor,
    *,
    inspection_id: int,
    text: str,
    facts_at: int = 0,
    leaf_id: int | None = None,
    amount: Decimal | None = None,
    basis: str = "",
    counts: Sequence[Counted] = (),
    paper_ids: Collection[int] = (),
    finding_id: int | None = None,
) -> tuple[Hint, ...]:
    """The hints on a text that stands, or is about to stand, among the inspection's findings.

    ``facts_at`` is where in the text its facts begin, ``basis`` the criteria told in a field of its
    own, ``counts`` its numbers, ``paper_ids`` the working papers that it rests on, ``finding_id``
    the finding itself, which is not compared with itself. A leaf is proposed only where the frame
    in force has it under that name.
    """
    rows = access.visible(actor, Finding).filter(inspection=inspection_id)
    rows = rows.exclude(state__in=sorted(GONE)).exclude(pk=finding_id or 0)
    others = [
        Draft(number, told)
        for number, told in rows.order_by("-pk").values_list("number", "text")[:MOST_OTHERS]
    ]
    numbers = tuple(Row(one.label, quantity=one.quantity, unit=one.unit) for one in counts)
    draft = Draft(
        "", text, basis=basis, leaf=_leaf(actor, leaf_id), amount=amount, rows=numbers,
        facts_at=facts_at,
    )  # fmt: skip
    papers = _papers(actor, inspection_id, paper_ids) if paper_ids else []
    told = hints_of(draft, papers=papers, others=others)
    return tuple(one for one in told if not one.proposal or _is_in_force(actor, one.proposal))


def _papers(actor: Actor, inspection_id: int, paper_ids: Collection[int]) -> list[Draft]:
    """The working papers in sight, each by its name, its present words and the facts that count
    as the unit confirmed or the team corrected them."""
    rows = access.visible(actor, Paper).filter(pk__in=paper_ids, inspection=inspection_id)
    known = {one.pk: one for one in rows}
    versions = PaperVersion.objects.filter(paper__in=known).order_by("paper", "number")
    told = {
        pk: [one for one in rows if one.is_used]
        for pk, rows in standings(list(known.values())).items()
    }
    return [
        Draft(
            known[one.paper_id].code,
            "\n".join(
                [one.summary, one.discovery, *(each.sentence for each in told[one.paper_id])]
            ),
            rows=tuple(_row(each) for each in told[one.paper_id]),
        )
        for one in versions
        if one.number == known[one.paper_id].revision
    ]


def _row(one: FactStanding) -> Row:
    """A fact's figures; where the team corrected it only the words that it wrote hold."""
    if one.is_corrected:
        return Row(one.sentence)
    fact = one.fact
    return Row(fact.what, amount=fact.amount_yuan, quantity=fact.quantity, unit=fact.unit)


def _leaf(actor: Actor, leaf_id: int | None) -> str:
    """The leaf as the engine knows it: by code where the names agree, else by name."""
    if leaf_id is None:
        return ""
    node = access.get_or_404(actor, TaxonomyNode, pk=leaf_id)
    return str(node) if leaves.label(node.code) == str(node) else node.name


def _is_in_force(actor: Actor, code: str) -> bool:
    frame = current_taxonomy()
    nodes = access.visible(actor, TaxonomyNode).filter(taxonomy=frame, code=code)
    return any(str(node) == leaves.label(code) for node in nodes)
