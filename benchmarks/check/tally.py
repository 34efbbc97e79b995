"""What was planted and what was found, counted alike for every labelled set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xuncha.engines.checking.registry import CODES as _CODES

CODES = sorted(_CODES)
_WIDE = 13


@dataclass
class Tally:
    """Counts over many ledgers; ``told`` holds the errors by code for whoever tunes."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    alarmed: int = 0
    spans: int = 0
    bad_spans: int = 0
    bad_rows: int = 0
    bad_counts: int = 0
    failed: int = 0
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def hit(self, code: str, place: str, *, is_found: bool) -> None:
        """One planted case, found or missed."""
        self.planted[code] += 1
        self.found[code] += is_found
        if not is_found:
            self.told[f"miss {code}"].append(place)

    def alarm(self, code: str, place: str) -> None:
        """One signal where nothing was planted."""
        self.alarms[code] += 1
        self.told[f"wrong {code}"].append(place)

    def compare(self, code: str, place: str, wanted: set[str], got: set[str]) -> None:
        """What belongs to no row: every case wanted, and every one told besides."""
        for one in sorted(wanted):
            self.hit(code, f"{place} {one}", is_found=one in got)
        for one in sorted(got - wanted):
            self.alarm(code, f"{place} {one}")

    def add(self, other: Tally) -> None:
        """Count another's cases and rows with one's own; errors stay with their set."""
        self.planted += other.planted
        self.found += other.found
        self.alarms += other.alarms
        for name in ("judged", "alarmed", "spans", "bad_spans", "bad_rows", "bad_counts", "failed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def recall(self) -> str:
        return share(sum(self.found.values()), sum(self.planted.values()))


def together(tallies: Iterable[Tally]) -> Tally:
    """Several counts as one."""
    whole = Tally()
    for one in tallies:
        whole.add(one)
    return whole


def share(part: int, whole: int) -> str:
    """``48/50 = 96.0%``; a dash where there is nothing to find."""
    return f"{part}/{whole} = {part / whole:.1%}" if whole else "-"


def table(tally: Tally) -> str:
    """For people: per rule, then false alarms per judged row, spans and rows."""
    lines = ["规则   埋设   查出   查全率   误报"]
    for code in CODES:
        planted, found = tally.planted[code], tally.found[code]
        recall = f"{found / planted:6.3f}" if planted else "     -"
        lines.append(f"{code}  {planted:6d} {found:6d}   {recall}   {tally.alarms[code]:4d}")
    lines.append(f"查全 {tally.recall}；误报的行 {share(tally.alarmed, tally.judged)}")
    spans = f"位置 {tally.spans} 处，越界 {tally.bad_spans}；" if tally.spans else ""
    lines.append(
        f"{spans}行号错 {tally.bad_rows}；行数错 {tally.bad_counts}；读不了 {tally.failed}"
    )
    return "\n".join(lines)


def side_by_side(columns: Sequence[tuple[str, Tally]], alarms: Sequence[tuple[str, Tally]]) -> str:
    """Per rule what each column found of what was planted, then the false alarms of some."""
    titles = [title for title, _ in columns] + [f"误报{title}" for title, _ in alarms]
    lines = [_line("规则", titles)]
    for code in CODES:
        cells = [_of(one.found[code], one.planted[code]) for _, one in columns]
        lines.append(_line(code, [*cells, *(str(one.alarms[code]) for _, one in alarms)]))
    sums = [_of(sum(one.found.values()), sum(one.planted.values())) for _, one in columns]
    lines.append(_line("查全", sums))
    lines.append(_line("误报", [_of(one.alarmed, one.judged) for _, one in columns]) + "（行）")
    return "\n".join(lines)


def changes(before: Tally, after: Tally) -> str:
    """The rules that other settings changed: what is found, what is asked besides."""
    lines = [
        f"{code} 查出 {before.found[code]} → {after.found[code]}（埋设 {before.planted[code]}），"
        f"误报 {before.alarms[code]} → {after.alarms[code]}"
        for code in CODES
        if (before.found[code], before.alarms[code]) != (after.found[code], after.alarms[code])
    ]
    lines.append(f"误报的行 {before.alarmed} → {after.alarmed}（共 {before.judged} 行）")
    return "\n".join(lines)


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "-"


def _line(head: str, cells: Iterable[str]) -> str:
    """Cells set to the right; a Chinese character takes two places."""
    taken = [(text, sum(2 if ord(one) > 0x2E80 else 1 for one in text)) for text in cells]
    spaced = (" " * max(1, _WIDE - wide) + text for text, wide in taken)
    return f"{head}{' ' * (4 - len(head) * (1 if head.isascii() else 2))}{''.join(spaced)}"
