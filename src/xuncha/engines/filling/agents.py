"""Who does it and when: words that say neither what is counted nor what became of it."""

from __future__ import annotations

from dataclasses import replace

from xuncha.engines.filling.entries import Entry, Token

_FILL = Entry(is_fill=True)
_BY = "经由"
_FARTHEST = 18
_STOPS = "，。；！？,;!?\n\t|：:"


def settle(tokens: list[Token]) -> list[Token]:
    """The same words, with those between 经 and its verb and the 后 of 核实后 as mere filling."""
    found = list(tokens)
    for index, one in enumerate(tokens):
        if one.text[0] in _BY and not _tells(one):
            _agent(found, index)
        elif one.text == "后" and index and _tells(tokens[index - 1]):
            found[index] = replace(one, entry=_FILL)
            before = tokens[index - 1].entry
            if before is not None and before.act and not before.marks:
                found[index - 1] = replace(tokens[index - 1], entry=_FILL)
    return found


def _agent(tokens: list[Token], begin: int) -> None:
    """经我办派人核实: 我办派人 is who did it. A word that forbids stays one."""
    verbs = []
    for end in range(begin + 1, min(begin + _FARTHEST, len(tokens))):
        one = tokens[end]
        if one.mask >= 0 or one.text in _STOPS or (one.entry and one.entry.is_block):
            break
        if _tells(one):
            verbs.append(end)
    marked = [index for index in verbs if (entry := tokens[index].entry) and entry.marks]
    for end in (marked or verbs)[:1]:
        for index in range(begin, end):
            tokens[index] = replace(tokens[index], entry=_FILL)


def _tells(token: Token) -> bool:
    """Whether a word says what became of something."""
    return token.entry is not None and bool(token.entry.marks or token.entry.act)
