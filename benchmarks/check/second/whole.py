# ruff: noqa: E501  (tables of texts)
"""Cases that need more than one row: copies, proofs, rushes, earlier ledgers, totals."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from benchmarks.check.second.lay import Told
from benchmarks.check.second.papers import Folder, Proof, named, proof_for
from benchmarks.check.second.rows import DONE, OPEN, Days, Row, honest
from benchmarks.check.second.texts import Half, Matter, fill

if TYPE_CHECKING:
    from benchmarks.check.second.scene import Ledger

DAY = dt.timedelta(days=1)


def share_honestly(half: Half, ledgers: list[Ledger], rng: random.Random) -> None:
    """The same matter in two units, each with an answer of its own."""
    fit = [
        row for row in ledgers[0].rows if len(row.matter.all("P")) > 1 and len(row.matter.all("M")) > 1
    ]  # fmt: skip
    for row in rng.sample(fit, min(2, len(fit))):
        row.state = DONE
        row.measure = fill(row.matter.one("M", 0), row.slots)
        row.progress = fill(row.matter.one("P", 0) + row.matter.one("S", 0), row.slots)
        row.done_on = (
            row.done_on or row.due if isinstance(row.due, dt.date) else ledgers[0].days.due
        )
        row.due = ledgers[0].days.due
        row.done_on = min(row.done_on, row.due)
        row.is_echo = True  # nothing else is planted here
        other = honest(half, row.matter, ledgers[1].days, rng, variant=1)
        other.state, other.due = DONE, ledgers[1].days.due
        other.done_on = ledgers[1].days.due - DAY * 9
        other.measure = fill(row.matter.one("M", 1), other.slots)
        other.progress = fill(row.matter.one("P", 1) + row.matter.one("S", 1), other.slots)
        other.is_echo = True
        ledgers[1].rows.append(other)


def earlier(
    half: Half, ledgers: list[Ledger], units: list[str], rest: list[Matter], rng: random.Random
) -> list[Ledger]:
    """Earlier rounds' and other units' ledgers, with what was done before and came again."""
    made: list[Ledger] = []
    if rng.random() < 0.5:
        made.append(_old_round(half, ledgers[0], rest, rng))
    if rng.random() < 0.35:
        made.append(_other_unit(half, ledgers[0], units[2], rest, rng))
    if rng.random() < 0.2:
        made.append(_old_state(ledgers[-1], rng))
    return made


def _old_days(days: Days) -> Days:
    back = DAY * 540
    return Days(days.feedback - back, days.due - back, days.as_of - back)


def _old_round(half: Half, ledger: Ledger, rest: list[Matter], rng: random.Random) -> Ledger:
    from benchmarks.check.second.scene import Ledger as Made

    days = _old_days(ledger.days)
    rows = [honest(half, one, days, rng) for one in rest[:4]]
    free = [
        row for row in ledger.rows
        if row.is_free and row.state == DONE and len(row.matter.all("P")) > 1
    ]  # fmt: skip
    for at, row in enumerate(rng.sample(free, min(3, len(free)))):
        old = honest(half, row.matter, days, rng, variant=1)
        row_at = 0 if fill(row.matter.one("M", 0), row.slots) in row.measure else 1
        old.measure = fill(row.matter.one("M", 1 - row_at), old.slots)
        old.progress = fill(row.matter.one("P", 1 - row_at), old.slots)
        for one in ledger.rows:
            if one is row or (one.block and one.block == row.block):
                one.allowed.add("R04")
        if at < 2:
            old.state, old.done_on = DONE, days.due - DAY * 5
            old.due = days.due
            _mark(ledger, row, "R15")
        else:
            old.state, old.done_on, old.progress = OPEN, None, fill(row.matter.one("U"), old.slots)
        rows.append(old)
    rng.shuffle(rows)
    return Made(ledger.unit, rows, days, Told(ledger.unit, days.feedback, days.as_of))


def _mark(ledger: Ledger, row: Row, code: str) -> None:
    """A block speaks of one finding: the case may be told at any of its rows."""
    row.labels.add(code)
    for other in ledger.rows:
        if other is not row and other.block and other.block == row.block:
            other.allowed.add(code)


def _other_unit(
    half: Half, ledger: Ledger, unit: str, rest: list[Matter], rng: random.Random
) -> Ledger:
    """Another unit with a matter of this one, honestly answered: no case."""
    from benchmarks.check.second.scene import Ledger as Made

    rows = [honest(half, one, ledger.days, rng) for one in rest[4:9]]
    return Made(unit, rows, ledger.days, Told(unit, ledger.days.feedback, ledger.days.as_of))


def _old_state(ledger: Ledger, rng: random.Random) -> Ledger:
    """The ledger as it stood a month after the feedback; one deadline moved since, silently."""
    from benchmarks.check.second.scene import Ledger as Made

    days = ledger.days
    rows = []
    for row in ledger.rows:
        old = Row(**{**row.__dict__, "labels": set(), "allowed": set(), "stems": []})
        old.state, old.done_on, old.evidence, old.remark = OPEN, None, "", ""
        old.recovered, old.satisfaction = None, None
        old.progress = "已制定方案，正在推进。"
        rows.append(old)
    for row, old in zip(ledger.rows, rows, strict=True):
        if row.is_free and row.state == OPEN and isinstance(row.due, dt.date) and not row.remark:
            old.due = days.due
            _mark(ledger, row, "R17")
            break
    as_of = days.feedback + DAY * 30
    return Made(ledger.unit, rows, days, Told(ledger.unit, days.feedback, as_of))


def copy_texts(
    half: Half, ledgers: list[Ledger], against: list[Ledger], rng: random.Random
) -> None:
    """Answers and measures taken over from elsewhere with other names and figures."""
    fit = [
        (row, ledger) for ledger in ledgers for row in ledger.rows
        if row.is_free and row.state == DONE and not row.block and row.matter.all("U")
        and "R04" not in row.allowed
    ]  # fmt: skip
    for target, home in rng.sample(fit, min(2, len(fit))):
        sources = [one for one in [*ledgers, *against] if one.unit != home.unit]
        matters = [row.matter.name for one in [*ledgers, *against] for row in one.rows]
        if matters.count(target.matter.name) > 1:
            continue
        if sources:
            _from_elsewhere(half, target, rng.choice(sources), home, rng)
    rows = [
        row for row in ledgers[0].rows
        if row.is_free and row.state == DONE and not row.block and len(row.progress) > 34
        and row.matter.kind in ("works", "service") and not row.matter.is_systemic
        and not row.matter.all("Q") and "R15" not in row.labels
    ]  # fmt: skip
    if len(rows) > 2 and rng.random() < 0.5:
        first, second = rng.sample(rows, 2)
        second.measure = first.measure  # word for word, another matter
        second.labels.add("R04")
        first.allowed.add("R04")


def _from_elsewhere(
    half: Half, target: Row, source: Ledger, home: Ledger, rng: random.Random
) -> None:
    other = honest(half, target.matter, source.days, rng, variant=0)
    other.state, other.due, other.done_on = DONE, source.days.due, source.days.due - DAY * 9
    letter = rng.choice("MP")
    plain = target.matter.one("P", 0) + target.matter.one("S", 0)
    other.measure = fill(target.matter.one("M", 0), other.slots)
    other.progress = fill(plain, other.slots)
    if letter == "M":
        target.measure = other.measure
        target.progress = fill(target.matter.one("P", 1) + target.matter.one("S", 1), target.slots)
    else:
        target.progress = fill(plain, target.slots)
        target.measure = fill(target.matter.one("M", 1), target.slots)
    other.allowed.add("R04")
    target.allowed |= {"R09"} if target.matter.has_sum and letter == "M" else set()
    source.rows.append(other)
    target.labels.add("R04")


def rush(ledger: Ledger, rng: random.Random) -> None:
    """All closed on the last days."""
    rows = [row for row in ledger.rows if row.state == DONE and "R12" not in row.labels]
    if len(rows) < 8:
        return
    for row in rows:
        row.due = ledger.days.due
        if rng.random() < 0.8:
            row.done_on = ledger.days.due - DAY * rng.randrange(3)
    ledger.told.foot_totals = ""
    ledger.must.add("R11")


def prove(half: Half, ledger: Ledger, folder: Folder | None, rng: random.Random) -> None:
    """Proofs of every row; some missing, empty, used twice, or of another time."""
    if folder is None and rng.random() < 0.4:
        return
    base = len(folder.proofs) if folder else 0
    for at, row in enumerate(ledger.rows):
        if row.state == OPEN and rng.random() < 0.7:
            continue
        before = ledger.rows[at - 1] if at else row
        if row.block and before.block == row.block and before.evidence and rng.random() < 0.6:
            row.evidence, row.stems = before.evidence, before.stems  # one proof of one finding
            row.__dict__["proofs"] = before.__dict__["proofs"]
            continue
        first = ledger.days.feedback + DAY
        last = row.done_on or ledger.days.as_of
        count = rng.choice((1, 1, 1, 2))
        proofs = [
            proof_for(row, base + at * 10 + one, row.matter.one("X", one), (first, last), rng)
            for one in range(count)
        ]
        row.stems = [one.stem for one in proofs]
        row.evidence = rng.choice(("；", "、", "\n", "; ")).join(named(one, rng) for one in proofs)
        if folder:
            folder.proofs += proofs
        row.__dict__["proofs"] = proofs
    free = [
        row for row in ledger.rows
        if row.is_free and row.state == DONE and row.evidence and not row.block
    ]  # fmt: skip
    rng.shuffle(free)
    _unproved(half, free, folder, rng)
    if folder:
        _twice(free, folder, rng)
        _wrong_day(ledger, free, rng)


def _unproved(half: Half, free: list[Row], folder: Folder | None, rng: random.Random) -> None:
    for _ in range(rng.randrange(0, 3)):
        if not free:
            return
        row = free.pop()
        proofs: list[Proof] = row.__dict__["proofs"]
        way = rng.randrange(4) if folder else 0
        if way == 0:
            row.evidence = rng.choice([*half.pools["noproof"], ""])
        elif way == 1:
            assert folder
            folder.proofs.remove(proofs[0])
        elif way == 2:
            proofs[0].is_empty = True
        else:
            row.evidence += f"；{row.matter.one('X')}补充说明{row.slots['人3']}"
        row.labels.add("R06")


def _twice(free: list[Row], folder: Folder, rng: random.Random) -> None:
    if len(free) < 3 or rng.random() < 0.4:
        return
    first, second = free.pop(), free.pop()
    way = rng.randrange(4)
    mine: Proof = first.__dict__["proofs"][0]
    if way == 0:  # one file named by both
        second.evidence += f"；{mine.file}"
    elif way == 1:  # the same text in another kind of file under another name
        copy = Proof(
            f"{second.stems[0]}凭据", mine.lines, ".txt" if mine.suffix == ".docx" else ".docx"
        )
        mine.suffix = ".docx" if copy.suffix == ".txt" else ".txt"
        mine.signed = copy.signed = mine.named = mine.created = None
        first.evidence = mine.stem
        second.evidence += f"；{copy.stem}"
        folder.proofs.append(copy)
    elif way == 2:  # the same picture
        seed = rng.randrange(10**6)
        one, two = (
            Proof(f"{row.stems[0]}现场照片", [], ".png", picture=seed) for row in (first, second)
        )
        first.evidence, second.evidence = (
            f"{first.evidence}；{one.stem}", f"{second.evidence}；{two.file}",
        )  # fmt: skip
        folder.proofs += [one, two]
    else:  # minutes that speak of several findings
        minutes = Proof(
            f"党组会议纪要{rng.randrange(10, 99)}",
            ["会议纪要", "会议研究了巡察整改各项工作。"],
            ".docx",
        )
        folder.proofs.append(minutes)
        first.evidence += f"；{minutes.file}"
        second.evidence += f"；{minutes.stem}"
    for row in (first, second):
        row.labels.add("R07")
        row.allowed.add("R08")  # the other row's proof may lie outside this row's days


def _wrong_day(ledger: Ledger, free: list[Row], rng: random.Random) -> None:
    if not free or rng.random() < 0.35:
        return
    row = free.pop()
    proof: Proof = row.__dict__["proofs"][0]
    done = row.done_on or ledger.days.as_of
    day = (
        ledger.days.feedback - DAY * rng.randrange(6, 200) if rng.random() < 0.5
        else done + DAY * rng.randrange(4, 60)
    )  # fmt: skip
    proof.signed = proof.named = proof.created = None
    way = rng.randrange(3)
    if way == 0:
        proof.suffix, proof.signed = rng.choice((".txt", ".docx")), day
    elif way == 1:
        proof.named = day
    else:
        proof.suffix, proof.created = rng.choice((".jpg", ".docx")), day
    rest = row.evidence.split("；")[1:] if "；" in row.evidence else []
    row.evidence = "；".join([proof.file, *[one for one in rest if len(row.stems) > 1]])
    row.labels.add("R08")


def copy_rules(half: Half, ledgers: list[Ledger], folder: Folder, rng: random.Random) -> None:
    """Rules that a unit laid down: its own, or another's with the name changed."""
    fit = [
        [row for row in ledger.rows if row.is_free and row.state == DONE and row.evidence and not row.block]
        for ledger in ledgers
    ]  # fmt: skip
    if not fit[0] or (len(fit) > 1 and not fit[1]):
        return
    own, strange, third = (half.pools[f"rules{at}"] for at in (1, 2, 3))
    way = rng.randrange(4)
    row = fit[0].pop()
    _rules(row, ledgers[0].unit, own, folder)
    if way == 0 and len(fit) > 1:  # another unit's
        _rules(fit[1][0], ledgers[1].unit, own, folder)
        row.labels.add("R18")
        fit[1][0].labels.add("R18")
    elif way == 1:  # the upper body's
        _upper(own, folder)
        row.labels.add("R18")
    elif way == 2 and len(fit) > 1:  # the same title, other words
        _rules(fit[1][0], ledgers[1].unit, strange, folder)
    else:
        _upper(rng.choice((strange, third)), folder)


def _rules(row: Row, unit: str, lines: list[str], folder: Folder) -> None:
    title = f"{unit}{lines[0]}"
    proof = Proof(title, [title, *lines[1:]], ".docx", "制度")
    folder.proofs.append(proof)
    row.evidence += f"；《{title}》"
    row.progress += f"制定《{title}》。"
    row.allowed |= {"R07"}


def _upper(lines: list[str], folder: Folder) -> None:
    title = f"区财政局关于印发《{lines[0]}》的通知"
    text = [title, "各单位：", f"现将《{lines[0]}》印发给你们，请遵照执行。", lines[0], *lines[1:]]
    folder.proofs.append(Proof(title, text, ".docx", "上级文件"))
