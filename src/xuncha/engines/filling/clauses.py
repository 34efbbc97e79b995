"""A paragraph as tokens: known words, unknown stretches, masks, stops."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.engines.filling.agents import settle
from xuncha.engines.filling.dates import dated
from xuncha.engines.filling.entries import Entry, Token
from xuncha.engines.filling.foci import focused
from xuncha.engines.filling.lexicon import Lexicon
from xuncha.engines.filling.masks import NAMED, OF_OWN, Mask

STOPS = "，。；！？,;!?\n\t|"
ENDS = "。！？!?\n\t|"
_FILL = Entry(is_fill=True)
_NAMED = Entry(is_block=True, is_named=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A mask among its tokens: the clause and what lies on both sides of it."""

    left: list[Token]
    right: list[Token]
    sentence: list[Token]


def tokens_of(text: str, masks: list[Mask], words: Lexicon) -> list[Token]:
    """The whole paragraph in order. The measure word of a mask belongs to the mask."""
    found: list[Token] = []
    starts = {one.start: index for index, one in enumerate(masks)}
    at = 0
    while at < len(text):
        if at in starts:
            mask = masks[starts[at]]
            found.append(Token(text[at : mask.after], at, mask.after, None, starts[at]))
            at = mask.after
            continue
        token = _known(text, at, words)
        if token is not None:
            found.append(token)
        elif text[at].isspace() and text[at] not in STOPS:
            at += 1
            continue
        else:
            token = Token(text[at], at, at + 1)
            found.append(token)
        at = token.end
    return settle(found)


def _known(text: str, at: int, words: Lexicon) -> Token | None:
    if told := dated(text, at, words.times):
        return Token(text[at : told[0]], at, told[0], told[1])
    if told := focused(text, at):
        return Token(text[at : told[0]], at, told[0], told[1])
    for pattern, entry in ((OF_OWN, _FILL), (NAMED, _NAMED)):
        if match := pattern.match(text, at):
            end = match.end() + 1
            return Token(text[at:end], at, end, entry)
    if found := words.at(text, at):
        word, entry = found
        return Token(word, at, at + len(word), entry)
    return None


def is_stop(token: Token) -> bool:
    return token.entry is None and token.mask < 0 and token.text in STOPS


def place_of(tokens: list[Token], index: int) -> Place:
    """The clause and the sentence around the mask at ``index``."""
    first = index
    while first > 0 and not is_stop(tokens[first - 1]):
        first -= 1
    last = index + 1
    while last < len(tokens) and not is_stop(tokens[last]):
        last += 1
    begin = first
    while begin > 0 and tokens[begin - 1].text not in ENDS:
        begin -= 1
    return Place(tokens[first:index], tokens[index + 1 : last], tokens[begin:first])
