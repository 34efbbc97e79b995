"""Proofs of the past: most by name only, some with a small file behind them."""

from __future__ import annotations

import datetime as dt
import io

from xuncha.cycle.rectification.models import Item, Proof
from xuncha.demo.texts import model
from xuncha.demo.texts.papers import as_docx, proof_text
from xuncha.foundation.accounts.models import User
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

_kept: dict[str, StoredFile] = {}


def proof_row(
    unit: model.Organisation, item: Item, told: model.Item, proof: model.Proof, who: User
) -> Proof:
    """A proof's row, with its file stored where the world has one; the same content once."""
    stored = None
    if proof.has_file:
        stored = _kept.get(proof.content_id)
        if stored is None:
            content = as_docx(proof_text(unit, told, proof))
            name = proof.title.rsplit(".", 1)[0] + ".docx"
            stored = keep_file(SYSTEM, stream=io.BytesIO(content), name=name)
            _kept[proof.content_id] = stored
    added = dt.datetime.combine(proof.effective_on, dt.time(10), clock.CHINA)
    return Proof(
        item=item, file=stored, title=stored.name if stored else proof.title,
        effective_on=proof.effective_on if stored else None, proves=proof.proves,
        added_by=who, added_at=added,
    )  # fmt: skip
