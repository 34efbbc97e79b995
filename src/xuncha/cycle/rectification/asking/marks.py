"""The mark of a question: the same question about the same words has the same one, however often it
is asked. What was cleared under it is not asked again.

Blanks and width don't make other words; neither does another row that says the same, nor where the
item stands in the ledger. A new file under an old name does, and so does a new deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xuncha.cycle.rectification.asking.ledgers import proof_name
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.engines.reading.records import Field
from xuncha.kernel.keys import content_key, exact_key

OF_DAYS = frozenset({"R17"})
"""Ask about days alone: new words don't answer them, a new deadline does."""
_OF_FILES = frozenset({"R06", "R07", "R08"})
"""Ask about files, which may be others under the same names."""
_SAID = (Field.MEASURE, Field.PROGRESS, Field.EVIDENCE)


def marks_of(
    signal: Signal, item: Item, texts: Mapping[str, str], words: Sequence[str]
) -> list[str]:
    """The mark of a question about an item, then those that older versions of the program gave the
    same question. Where nothing is marked, the question is about all that was said."""
    about: list[str] = list(words)
    if signal.code in OF_DAYS:
        about = [str(item.due_on)]
    elif not words:
        about = [texts.get(name.value, "") for name in _SAID]
    if signal.code in _OF_FILES:
        about += _contents(item, words)
    older = [_older(signal, item, words)]
    if not words and signal.code not in OF_DAYS:
        older.append(_older(signal, item, about))
    return [content_key(signal.code, item.key, *about), *older]


def mark_of_finding(code: str, text: str) -> str:
    """The mark of a question about a finding as a whole."""
    return exact_key(code, "", "", text)


def _contents(item: Item, words: Iterable[str]) -> list[str]:
    """What stands for the bytes of the files that the marked words name."""
    named = list(words)
    return sorted(
        proof.file.sha256
        for proof in item.proofs.all()
        if proof.file is not None and any(proof_name(item, proof) in one for one in named)
    )


def _older(signal: Signal, item: Item, words: Iterable[str]) -> str:
    other = str(signal.other["item"]) if signal.other else ""
    return exact_key(signal.code, item.key, other, *words)
