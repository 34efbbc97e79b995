"""One scenario of the third set: a unit's rows as written, alone or beside another unit's."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path

from benchmarks.check.second import lay, whole
from benchmarks.check.second.lay import Told
from benchmarks.check.second.papers import Folder
from benchmarks.check.second.rows import DONE, LASTING, OPEN, Days, Row
from benchmarks.check.second.scene import Ledger, Scene, written
from benchmarks.check.second.texts import Half, Matter
from benchmarks.check.third import heads
from benchmarks.check.third.texts import Case, Unit, load

DAY = dt.timedelta(days=1)
DAYS = Days(dt.date(2024, 3, 15), dt.date(2024, 6, 30), dt.date(2024, 7, 15))
_SYSTEMIC = re.compile(
    r"(制度|机制|体系|管理|监管|把关).*(不|缺|失|乱|弱|虚|松|混|走样|漏洞)|普遍|长期|多次|屡"
)
_SYSTEMIC_TOO = re.compile(r"(失|弱|疏于|乏|缺位).{0,4}(管理|监管)|监管")
_TOLD_DAY = re.compile(r"([3-6])月(\d{1,2})日")
_TOLD_MONTH = re.compile(r"([3-6])月")
_ALSO = {
    "R02": {"R09", "R16"}, "R03": {"R09", "R16"}, "R09": set[str](), "R10": {"R09", "R16"},
    "R14": {"R03", "R09", "R16"}, "R16": {"R03", "R09"},
}  # fmt: skip
"""What may rightly be said of a row beside what was planted: neither asked for nor wrong."""

lay.HEADERS.update(heads.HEADERS)
lay.DONE_WORDS.update(heads.STATES)
lay.BANDS.update(heads.BANDS)


def make(part: str, seed: int, root: Path) -> Scene:
    """The same scenario for the same part and seed, written below ``root``."""
    root.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"{part}{seed}")
    table, units = load(part)
    half = _half(table)
    at = seed % len(units)
    ledgers = [_ledger(units[at], table, rng)]
    if rng.random() < 0.5:
        step = rng.randrange(1, len(units))
        ledgers.append(_ledger(units[(at + step) % len(units)], table, rng))
    for ledger in ledgers:
        _prepare(ledger, rng)
    if len(ledgers) > 1:
        _copied(ledgers, rng)
    if seed // len(units) % 3 == 2:
        whole.rush(ledgers[0], rng)
    against = [_earlier(ledgers[0], rng)] if rng.random() < 0.6 else []
    folder = Folder() if rng.random() < 0.75 else None
    for ledger in ledgers:
        whole.prove(half, ledger, folder, rng)
    if folder:
        whole.copy_rules(half, ledgers, folder, rng)
    return written(half, ledgers, against, folder, root, rng)


def _half(part: str) -> Half:
    rules = {f"rules{at + 1}": list(one) for at, one in enumerate(heads.RULES[part])}
    return Half(part, [], {"noproof": heads.NO_PROOF[part], **rules})


def _ledger(unit: Unit, part: str, rng: random.Random) -> Ledger:
    rows = [_row(one, part, rng) for one in unit.cases]
    rng.shuffle(rows)
    return Ledger(unit.name, rows, DAYS, Told(unit.name, DAYS.feedback, DAYS.as_of))


def _row(case: Case, part: str, rng: random.Random) -> Row:
    told = case.told
    matter = Matter(case.finding[:12], "other", is_systemic=False)
    matter.texts["X"] = rng.sample(heads.TOPICS[part], 3)
    people = rng.sample(heads.PEOPLE, 3)
    slots = {"村1": "现场", **{f"人{at + 1}": one for at, one in enumerate(people)}}
    state = {"open": OPEN, "lasting": LASTING}.get(told.get("state", ""), DONE)
    row = Row(
        matter, slots, {}, state, case.finding, case.finding, case.measure, case.progress,
        DAYS.due, None,
    )  # fmt: skip
    row.labels = set(case.labels)
    row.allowed = set(case.allowed).union(*(_ALSO.get(one, set()) for one in case.labels))
    if case.retold and not case.labels & {"R02", "R05", "R13", "R12", "R14"} and rng.random() < 0.6:
        row.retold = case.retold
    if not case.labels & {"R12", "R13"} and _is_systemic(case.finding):
        row.allowed.add("R13")
    if len(case.measure) < 9 and "R05" not in case.labels:
        row.allowed.add("R05")  # a few words may be read either way
    row.amount, row.recovered = _yuan(told.get("amount")), _yuan(told.get("got"))
    row.satisfaction = told.get("sat")
    row.remark = told.get("note", "")
    row.lead = slots["人2"]
    _days(row, told, rng)
    return row


def _is_systemic(finding: str) -> bool:
    return bool(_SYSTEMIC.search(finding) or _SYSTEMIC_TOO.search(finding))


def _days(row: Row, told: dict[str, str], rng: random.Random) -> None:
    if "due" in told:
        row.due = dt.date.fromisoformat(told["due"])
    if row.state != DONE:
        return
    if "done" in told:
        row.done_on = DAYS.feedback + DAY * int(told["done"])
        return
    days = [dt.date(2024, int(one[1]), int(one[2])) for one in _TOLD_DAY.finditer(row.progress)]
    months = [dt.date(2024, int(one[1]), 28) for one in _TOLD_MONTH.finditer(row.progress)]
    first = max([*days, *months, dt.date(2024, 4, 2)])
    row.done_on = min(dt.date(2024, 6, 29), first + DAY * rng.randrange(1, 60))
    if rng.random() < 0.4:
        row.due = min(DAYS.due, row.done_on + DAY * rng.randrange(3, 30))


def _yuan(told: str | None) -> int | None:
    if told is None:
        return None
    return round(float(told.removesuffix("万元")) * 10_000) if "万" in told else int(told)


def _prepare(ledger: Ledger, rng: random.Random) -> None:
    """One or two findings without a row, a satisfied neighbourhood."""
    free = [row for row in ledger.rows if row.is_free]
    for row in rng.sample(free, rng.randrange(0, 3)):
        ledger.rows.remove(row)
        ledger.missing.append(row)
    for row in ledger.rows:
        if row.is_free and row.state == DONE and row.satisfaction is None and rng.random() < 0.15:
            row.satisfaction = rng.choice(("95%", "满意", 0.92, "98.6%", "群众满意率90%"))
    if any(row.satisfaction is not None for row in ledger.rows):
        ledger.must.add("群众满意度")


def _copied(ledgers: list[Ledger], rng: random.Random) -> None:
    """Answers taken over from the other unit, names and some figures changed."""
    free = [row for row in ledgers[0].rows if row.is_free and row.state == DONE]
    long = [row for row in free if len(row.progress) > 45 and "R04" not in row.allowed]
    for source in rng.sample(long, min(2, len(long))):
        copy = Row(
            **{**source.__dict__, "labels": {"R04"}, "allowed": set(source.allowed), "stems": []}
        )
        copy.progress = _other_figures(source.progress, rng)
        if rng.random() < 0.4:
            copy.progress = f"收到反馈意见后，我单位立即行动。{copy.progress}"
        copy.measure = source.measure
        copy.finding = copy.retold = source.retold
        copy.allowed |= {"R09"}
        source.allowed.add("R04")
        source.is_echo = True
        ledgers[1].rows.insert(rng.randrange(len(ledgers[1].rows)), copy)


def _other_figures(text: str, rng: random.Random) -> str:
    places = list(re.finditer(r"(?<![\d.月年])\d(?=[个人名户份次台座])", text))
    if not places:
        return text
    at = rng.choice(places).start()
    return f"{text[:at]}{(int(text[at]) % 9) + 1}{text[at + 1 :]}"


def _earlier(ledger: Ledger, rng: random.Random) -> Ledger:
    """The unit's ledger of the round before: two matters done then, one still open."""
    back = DAY * 640
    days = Days(DAYS.feedback - back, DAYS.due - back, DAYS.as_of - back)
    free = [row for row in ledger.rows if row.is_free and row.state == DONE and row.remark == ""]
    rows = []
    for at, row in enumerate(rng.sample(free, min(3, len(free)))):
        old = Row(**{**row.__dict__, "labels": set(), "allowed": set(), "stems": []})
        old.measure = f"明确由{row.slots['人3']}牵头办理。"
        day, times = rng.randrange(2, 9), rng.randrange(2, 9)
        old.progress = f"由{row.slots['人3']}于8月{day}日前办理，{times}次到场查看，已改好。"
        old.retold = row.finding if row.retold != row.finding else row.finding.removesuffix("。")
        old.amount = old.recovered = old.satisfaction = None
        old.due, old.done_on = days.due, days.due - DAY * 6
        if at < 2:
            row.labels.add("R15")
        else:
            old.state, old.done_on, old.progress = OPEN, None, "正在推进。"
        row.allowed.add("R04")
        rows.append(old)
    return Ledger(ledger.unit, rows, days, Told(ledger.unit, days.feedback, days.as_of))
