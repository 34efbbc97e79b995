"""Proof files as the engine wants them. What a file tells of itself is read once and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xuncha.cycle.rectification.asking.ledgers import proof_name
from xuncha.cycle.rectification.models import Item, Proof
from xuncha.engines.reading.proofs import read_proof
from xuncha.engines.reading.records import ProofFile, Proofs
from xuncha.foundation.files.selectors import as_path

_CONTENTS = ("text_sha256", "picture_sha256")


def proofs_of(items: Iterable[Item]) -> Proofs:
    """All proofs of the items. A proof that is only a name (from a ledger) counts as a file of its
    own, so that nothing is asked about files that were never to be handed in here."""
    files = [_file(item, proof) for item in items for proof in item.proofs.all()]
    return Proofs(Path("佐证"), tuple(files))


def content_keys(item: Item) -> frozenset[str]:
    """What stands for the contents of an item's files: bytes, text, picture. Names count nothing:
    two units may both call a file 会议记录."""
    keys: set[str] = set()
    for proof in item.proofs.all():
        if proof.file is not None:
            facts = proof.facts or {}
            keys |= {proof.file.sha256, *(facts.get(key, "") for key in _CONTENTS)}
    return frozenset(key for key in keys if key)


def missing_facts(inspection_ids: Iterable[int]) -> list[Proof]:
    """Proofs whose file was not looked into yet."""
    rows = Proof.objects.filter(
        item__inspection__in=list(inspection_ids), file__isnull=False, facts__isnull=True
    )
    return list(rows.select_related("file").order_by("id"))


def look_into(proof: Proof) -> dict[str, Any]:
    """What the file tells of itself: hashes of text and picture, its own dates, whether minutes."""
    assert proof.file is not None
    with as_path(proof.file) as path:
        read = read_proof(path, proof.title)
    return {
        "text_sha256": read.text_sha256,
        "picture_sha256": read.picture_sha256,
        "picture_looks": read.picture_looks.hex(),
        "dates": [[where, day.isoformat()] for where, day in read.dates],
        "is_minutes": read.is_minutes,
        "kind": read.kind,
    }


def _file(item: Item, proof: Proof) -> ProofFile:
    facts = proof.facts or {}
    stored = proof.file
    name = proof_name(item, proof)
    return ProofFile(
        path=Path(name),
        relative=name,
        size=stored.size if stored else 1,
        sha256=stored.sha256 if stored else f"named-{proof.pk}",
        kind=facts.get("kind", "unknown"),
        text="" if stored is None else proof.title,
        text_sha256=facts.get("text_sha256", ""),
        picture_sha256=facts.get("picture_sha256", ""),
        dates=tuple((where, dt.date.fromisoformat(day)) for where, day in facts.get("dates", ())),
        is_minutes=facts.get("is_minutes", False),
        picture_looks=bytes.fromhex(facts.get("picture_looks", "")),
    )
