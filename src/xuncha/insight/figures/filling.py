"""A masked text and what its masks are filled with: each figure asked under the reader's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.engines.filling.lexicon import Lexicon, lexicon
from xuncha.engines.filling.mapping import propose
from xuncha.engines.filling.paragraphs import plain_lines
from xuncha.engines.filling.proposals import Line, Proposal
from xuncha.engines.filling.word_file import WordFile, open_word
from xuncha.engines.reading import limits
from xuncha.engines.reading.records import ReadError
from xuncha.engines.reading.text import decode, with_line_feeds
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask, named
from xuncha.insight.figures.frozen.telling import tell_kept
from xuncha.insight.figures.measure import Value, share
from xuncha.insight.figures.registry import by_name, find, known
from xuncha.insight.figures.telling import Told
from xuncha.insight.figures.wording import SCALES, plain, said
from xuncha.kernel.errors import Invalid

Choice = tuple[str, str]
"""A figure's name and its label, as a list to choose from has them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One mask with its answer. ``words`` is what is put in its place, "" where it is left."""

    proposal: Proposal
    figure: str | None = None
    told: Told | None = None
    of: Told | None = None
    value: Value = None
    words: str = ""
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        base: dict[str, Any] = {"offset": self.proposal.start, "context": self.proposal.context}
        if self.figure is None:
            return base | {
                "figure": None, "candidates": list(self.proposal.candidates), "why": self.why
            }  # fmt: skip
        value: Any = self.value
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral() else float(value)
        answer = base | {
            "figure": self.figure, "value": value, "rows": self.told.rows if self.told else None,
            "link": self.told.link if self.told else "",
        }  # fmt: skip
        if self.told and self.told.note:
            answer["frozen"] = self.told.note
        return answer | ({"why": self.why} if self.why else {})


@dataclass(frozen=True, slots=True)
class Template:
    """A masked file as it was read; ``word`` is the open document of a .docx."""

    text: str
    lines: list[Line]
    word: WordFile | None = None


def read_template(path: Path) -> Template:
    """Read a .docx or a text. ``ReadError`` in one sentence for anything else."""
    ending = path.suffix.lower()
    if ending not in {".docx", ".txt", ".md"}:
        raise ReadError(f"“{path.name}”不是 .docx 或者 .txt，不能填数；请另存为其中一种。")
    if ending == ".docx":
        word = open_word(path)
        return Template(word.text, word.lines(), word)
    limits.check_text_size(path)
    text = with_line_feeds(decode(path.read_bytes(), path.name))
    return Template(text, plain_lines(text))


def words_for(ask: Ask) -> Lexicon:
    """The words of all figures, and the names of the district's organisations: what is said of one
    of them is no figure of the district."""
    rows = access.visible(ask.actor, Organisation).exclude(kind=OrganisationKind.DISTRICT)
    names = {one for row in rows.values_list("name", "short_name") for one in row if one}
    term = ask.term.number if ask.term else 0
    return lexicon(known(), names=names, year=ask.day.year, term=term)


def fill(template: Template, ask: Ask) -> list[Filled]:
    """Every mask of a text, filled or left."""
    return [answer(one, ask) for one in propose(template.lines, known(), words_for(ask))]


def answer(proposal: Proposal, ask: Ask) -> Filled:
    """The figure that a proposal names, asked; a share is two figures."""
    if proposal.figure is None:
        return Filled(proposal, why=proposal.why)
    name = named(proposal.figure, dict(proposal.params))
    try:
        told = tell_kept(*find(name, ask))
        of = (
            tell_kept(*find(named(proposal.of[0], dict(proposal.of[1])), ask))
            if proposal.of
            else None
        )
    except Invalid as refused:
        return Filled(proposal, why=str(refused))
    value = told.value
    if of is not None:
        name = f"{name} / {of.name}"
        value = None if None in {told.value, of.value} else share(told.value or 0, of.value or 0)
    words = "" if value is None else written(value, told.measure.unit, proposal)
    why = "" if words else told.why or (of.why if of else "") or "没有可以作分母的行。"
    return Filled(proposal, name, told, of, value, words, why)


def choices_for(one: Filled) -> list[Choice]:
    """What a person may choose for a mask: what is proposed, what it might be, and every other
    figure that takes its measure word."""
    figures = {each.name: each for each in known()}
    fitting = [
        name
        for name, each in figures.items()
        if any(one.proposal.measure in words.measures for words in each.words)
    ]
    names = dict.fromkeys([*one.proposal.candidates, *fitting])
    first = [(one.figure, label_of(one))] if one.figure else []
    return first + [
        (name, by_name()[name].label) for name in names if name in figures and name != one.figure
    ]


def label_of(one: Filled) -> str:
    """How a person reads the figure of a mask."""
    if one.told is None:
        return ""
    return f"{one.told.label} ÷ {one.of.label}" if one.of else one.told.label


def chosen(one: Filled, name: str, ask: Ask) -> Filled:
    """A mask with what a person chose for it: the proposal, another figure, or none."""
    if name == (one.figure or ""):
        return one
    proposal = replace(one.proposal, figure=name or None, params=(), of=None, why="由人保留。")
    return answer(proposal, ask)


def written(value: Decimal | int, unit: str, proposal: Proposal) -> str:
    """The number as the text writes it: in its own unit, and rounded down before 余."""
    scale = SCALES.get(proposal.measure, 1) if unit == "元" else 1
    if unit == "元" and not proposal.measure:
        return said(value, unit).replace(" ", "")
    if proposal.is_rounded and scale == 1 and value >= 10:
        step = 10 ** max(1, len(str(int(value))) - 2)
        return plain(int(value) // step * step)
    return plain(Decimal(value) / scale)


def listed(found: Sequence[Filled], ask: Ask) -> list[str]:
    """The list at the end: every figure with its definition, and what was left."""
    lines = ["", "统计数清单"]
    head = f"截至 {ask.day.isoformat()}，{ask.term or '全部'}，以{ask.actor.name}看得到的为限。"
    lines.append(head)
    done: dict[str, str] = {}
    for one in found:
        if one.words and one.figure and one.told:
            done.setdefault(one.figure, _explained(one))
    lines += [f"{number}. {words}" for number, words in enumerate(done.values(), 1)]
    left = [one for one in found if not one.words]
    if left:
        lines.append(f"没有填的 {len(left)} 处，保留原样：")
        lines += [
            f"（{number}）…{one.proposal.context.strip()}…　{one.why}"
            for number, one in enumerate(left, 1)
        ]
    return lines


def _explained(one: Filled) -> str:
    assert one.told is not None
    if one.of is not None:
        share_of = f"{one.told.label}占{one.of.label}的百分比"
        return (
            f"{share_of}：{said(one.value, '%')}。{one.told.measure.definition}；"
            f"{one.of.measure.definition}。［{one.figure}］"
        )
    value = said(one.value, one.told.measure.unit)
    rows = f"，{one.told.rows} 行" if one.told.rows is not None else ""
    kept = f"用的是{one.told.note}。" if one.told.note else ""
    return f"{one.told.label}：{value}{rows}。{one.told.measure.definition}。{kept}［{one.figure}］"


def write(template: Template, found: Sequence[Filled], ask: Ask, out: Path) -> None:
    """The same document with its numbers, and the list of figures at the end."""
    words = {(one.proposal.start, one.proposal.end): one.words for one in found if one.words}
    tail = listed(found, ask)
    if template.word is not None:
        template.word.put(words)
        template.word.add(tail)
        template.word.save(out)
        return
    text = template.text
    for (start, end), told in sorted(words.items(), reverse=True):
        text = text[:start] + told + text[end:]
    out.write_text("\n".join([text.rstrip("\n"), *tail, ""]), "utf-8")
