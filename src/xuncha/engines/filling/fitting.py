"""Whether a figure's words say what a sentence says."""

from __future__ import annotations

from xuncha.engines.filling.lexicon import MATTER, RIGHTING
from xuncha.engines.filling.reading import Sense
from xuncha.engines.filling.words import Words


def fits(words: Words, sense: Sense, measure: str) -> bool:
    """Whether a figure's words say what the sentence says, nothing more and nothing less."""
    if not takes_measure(words, measure) or sense.marks != set(words.marks):
        return False
    if words.way and sense.params.get("way") != words.way:
        return False
    if not _heads(words, sense, measure) or (sense.is_unknown and not _beside(words, sense)):
        return False
    if words.verbal and not words.acts:
        return True
    if sense.act and not (sense.is_light and RIGHTING not in words.acts and not _matter(sense)):
        return sense.act in words.acts
    return not words.needs_act or (words.bare and sense.is_label)


def _heads(words: Words, sense: Sense, measure: str) -> bool:
    if measure == "%" and sense.head.endswith("率") and not words.by_kind and words.marks:
        of_matter = any(one.startswith(MATTER) for one in (sense.head, *sense.heads))
        of_items = (
            any(one.endswith(("事项", "任务")) for one in sense.heads) or "事项" in sense.head
        )
        if of_matter == of_items:
            return False
        wanted = any(one.startswith(MATTER) for one in words.heads)
        return wanted == of_matter
    if sense.head == "":
        return words.headless
    return sense.head in words.heads or (words.by_kind and sense.is_kind)


def _beside(words: Words, sense: Sense) -> bool:
    """A noun that is itself the doing needs no verb, and with whom it was done may be anybody."""
    return words.verbal and sense.is_beside and sense.is_with


def _matter(sense: Sense) -> bool:
    return sense.head == MATTER or sense.head.endswith((MATTER, "事项", "任务"))


def takes_measure(words: Words, measure: str) -> bool:
    """Whether the measure word after the mask is one of these words'; none was told: any."""
    return not measure or measure in words.measures
