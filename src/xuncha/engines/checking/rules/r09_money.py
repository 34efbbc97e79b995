"""R09 金额不符: less came back than was wrongly paid, taken, kept or not collected.

Only rows marked done are asked whether all came back. Text and column are compared on any row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import clauses
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.sums import (
    Recovered,
    Sum,
    added_up,
    is_no_base,
    readings,
    recovered,
    sums,
    wronged,
)
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.records import Claim, Field

CODE = "R09"
_CAME_BACK = re.compile(
    r"(?:退还|退回|退清|退缴|上缴|上交|缴回|收回|追回|补发|归还|还清|结清)(?:了|完毕|到位|入库|入账|$|本人|原主|群众|财政|国库|单位|公司)"
)
_OF_A_THING = re.compile(r"的(?![^,。;]{0,10}(?:[款费金租税利息]|补[贴助偿]|收入|支出|工资|薪))")
"""380万元的冷库没有验收: what the thing cost, no sum to come back."""
_IN_PART = re.compile(
    r"部分|首[批期笔]|一[批期](?![^,。;]*[二两])|首付|先行|陆续|逐步|分[批期次]|[协方]议|计划|方案|要求|责令|督促|通知"
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a finding's rows say about money."""

    view: RowView
    finding: str
    progress: str
    told: tuple[Sum, ...]
    column: Decimal | None
    back: Recovered
    back_column: Decimal | None
    is_done: bool
    rounding: Decimal = Decimal(0)
    """How much the last figure of the column leaves open: 0.41 in 万元 is 4,100 give or take 50."""

    @property
    def base(self) -> Decimal | None:
        """The sum to be put right: the column, else the text."""
        if self.column is not None:
            return self.column
        return sum((one.yuan for one in self.told), Decimal(0)) if self.told else None

    @property
    def slack(self) -> Decimal:
        return sum((one.slack for one in self.told), Decimal(0)) + Decimal(1)


def _run(run: Run) -> Iterator[RowSignal]:
    for block in run.blocks.values():
        matters: dict[str, list[RowView]] = {}
        for view in block:
            matters.setdefault(view.matter, []).append(view)
        for rows in (tuple(views) for views in matters.values()):
            if len(rows) > 1 and _stands_together(rows):
                yield from _of_case(_shared_case(rows, run.lexicon), run)
            else:
                for view in rows:
                    yield from _of_case(_case(view, len(block), run.lexicon), run)


def _case(view: RowView, rows: int, lexicon: Lexicon) -> Case:
    problem = view.row.cell(Field.PROBLEM).shown
    finding = view.row.cell(Field.FINDING).shown
    # A finding shared by several rows tells the sums of all: only the row's own words count.
    text = (problem or finding) if rows > 1 or wronged(problem, lexicon) else view.finding
    if rows == 1 and not wronged(text, lexicon) and finding:
        text = finding
    return Case(
        view=view,
        finding=text,
        progress=view.progress_so_far,
        told=wronged(text, lexicon) or _asked_back(text, view, lexicon),
        column=_amount(view, Field.AMOUNT),
        back=recovered(view.progress_so_far, text, lexicon),
        back_column=_amount(view, Field.RECOVERED),
        is_done=view.is_done,
        rounding=_rounding(view, Field.RECOVERED),
    )


def _asked_back(text: str, view: RowView, lexicon: Lexicon) -> tuple[Sum, ...]:
    """The finding's only sum, where its words call nothing wrong but the measure wants it back or
    the progress tells that some of it came back."""
    told = [
        one for one in sums(text)
        if not (one.is_each or is_no_base(one, lexicon) or _OF_A_THING.match(one.after))
    ]  # fmt: skip
    if len(told) != 1:
        return ()
    wanted = any(one.yuan == told[0].yuan for one in sums(view.measure))
    came = bool(sums(view.progress)) and lexicon["recovery"].search(view.progress) is not None
    return tuple(told) if wanted or came else ()


def _shared_case(block: tuple[RowView, ...], lexicon: Lexicon) -> Case:
    """Several rows answer one finding together; the signal stands at the first."""
    first = block[0]
    text = first.row.finding
    if not wronged(text, lexicon):
        text = "\n".join(dict.fromkeys(view.finding for view in block))
    # A cell merged over the block tells its sums once.
    progress = "\n".join(dict.fromkeys(view.progress_so_far for view in block if view.progress))
    columns = [_own_amount(view, Field.RECOVERED) for view in block]
    known = [one for one in columns if one is not None]
    amounts = [_own_amount(view, Field.AMOUNT) for view in block]
    asked = [one for one in amounts if one is not None]
    return Case(
        view=first,
        finding=text,
        progress=progress,
        told=wronged(text, lexicon),
        column=sum(asked, Decimal(0)) if asked else None,
        back=recovered(progress, text, lexicon),
        back_column=sum(known, Decimal(0)) if known else None,
        is_done=all(view.claim is Claim.DONE for view in block),
    )


def _stands_together(block: tuple[RowView, ...]) -> bool:
    """Whether the block tells its sums once: no row has its own problem, or a cell is merged."""
    return all(one.matter == block[0].matter for one in block) or any(
        view.row.cell(name).shared
        for view in block
        for name in (Field.AMOUNT, Field.RECOVERED, Field.PROGRESS)
        if view.sheet.column(name) is not None
    )


def _own_amount(view: RowView, name: Field) -> Decimal | None:
    """The amount of the row's own cell; one carried down a merged block counts at its top only."""
    is_carried = view.row.cell(name).shared and view.row.row != view.row.block_row
    return None if is_carried else _amount(view, name)


def _amount(view: RowView, name: Field) -> Decimal | None:
    """Yuan in the cell: units by cell, else header, else 元; nothing and 0 are None."""
    column = view.sheet.column(name)
    if column is None:
        return None
    amount = read_amount(view.row.cell(name), column.unit_factor)
    if amount is None or (amount == 0 and name is Field.AMOUNT):
        return None
    return amount


def _rounding(view: RowView, name: Field) -> Decimal:
    """Half a unit of the cell's last decimal in a column of 万元; nothing in one of 元."""
    column = view.sheet.column(name)
    factor = column.unit_factor if column is not None else None
    if factor is None or factor <= 1:
        return Decimal(0)
    _, _, decimals = view.row.cell(name).shown.strip().partition(".")
    if not decimals.isdigit():
        return Decimal(0)  # an empty cell, or a whole number that was hardly rounded
    return factor / (2 * Decimal(10) ** len(decimals))


def _of_case(case: Case, run: Run) -> Iterator[RowSignal]:
    reasons = [*_text_against_column(case), *_back_against_column(case), *_short(case, run)]
    if reasons:
        yield RowSignal(case.view, "；".join(reasons), _spans(case))


def _text_against_column(case: Case) -> Iterator[str]:
    if case.column is None or not case.told:
        return
    column = case.column
    if any(abs(one - column) <= case.slack for one in _possible(case.finding, case.told)):
        return
    text = sum((one.yuan for one in case.told), Decimal(0))
    yield f"问题文字写{_yuan(text)}，涉及金额一栏为{_yuan(column)}，两处不一致"


def _possible(text: str, told: tuple[Sum, ...]) -> set[Decimal]:
    """Every sum that the text may mean by the column's, parts and totals too."""
    return readings(told) | readings([one for one in sums(text) if not one.is_each])


def _back_against_column(case: Case) -> Iterator[str]:
    if case.back_column is None or case.back.yuan is None:
        return
    possible = readings(case.back.told) | {case.back.yuan} | added_up(case.progress)
    column, slack = case.back_column, case.back.slack + 1 + case.rounding
    if any(abs(one - column) <= slack for one in possible):
        return
    yield f"进展文字写追回{_yuan(case.back.yuan)}，已追缴金额一栏为{_yuan(column)}，两处不一致"


def _short(case: Case, run: Run) -> Iterator[str]:
    base = case.base
    if not case.is_done or base is None or base <= 0 or not _is_base(case, run.lexicon):
        return
    back = case.back_column if case.back_column is not None else case.back.yuan
    if case.back_column is None and _adds_up(case, base):
        return
    if back is None:
        back = _largest_below(case, base)
    if back is None:
        if (case.back.says_all or _gave_back(case, run.lexicon)) and not case.back.leaves_rest:
            return
        if not _asks_money_back(case, run):
            return
        yield f"标为已完成，问题金额{_yuan(base)}，没有看到追回多少"
        return
    allowed = case.slack + case.back.slack + case.rounding
    allowed += base * Decimal(str(run.number(CODE, "tolerance")))
    if base - back > allowed:
        yield f"标为已完成，问题金额{_yuan(base)}，追回{_yuan(back)}，还差{_yuan(base - back)}"


def _gave_back(case: Case, lexicon: Lexicon) -> bool:
    """礼金退还: the one thing in question came back, though no sum is told again."""
    if len(case.told) != 1:
        return False
    return any(
        _CAME_BACK.search(one.text)
        and not lexicon["unrecovered"].search(one.text)
        and not _IN_PART.search(one.text)
        for one in clauses(case.progress)
    )


def _adds_up(case: Case, base: Decimal) -> bool:
    """Whether sums of the progress make the whole, one of them or several; the whole told once
    beside a smaller sum that came back proves nothing."""
    slack = case.slack + case.back.slack
    own = [one for one in sums(case.progress) if not one.is_each]
    if case.back.yuan is not None and base - case.back.yuan > slack:
        own = [one for one in own if abs(one.yuan - base) > slack]
        if not case.back.leaves_rest and len(own) > 1:
            return any(abs(one - base) <= slack for one in added_up(case.progress))
        return False
    return any(abs(one - base) <= slack for one in added_up(case.progress))


def _largest_below(case: Case, base: Decimal) -> Decimal | None:
    """The only sum of the progress, where no word says that it came back, if it is below."""
    own = [one.yuan for one in sums(case.progress) if not one.is_each]
    return own[0] if len(own) == 1 and own[0] < base else None


def _is_base(case: Case, lexicon: Lexicon) -> bool:
    """A column's amount is no base where the finding tells that very sum as an investment."""
    if case.told or case.column is None:
        return True
    column = case.column
    if any(
        is_no_base(one, lexicon)
        for one in sums(case.finding)
        if abs(one.yuan - column) <= one.slack + 1
    ):
        return False
    return lexicon["wronged"].search(case.finding) is not None or case.back_column is not None


def _asks_money_back(case: Case, run: Run) -> bool:
    return bool(case.told) or case.view.sheet.column(Field.RECOVERED) is not None


def _spans(case: Case) -> tuple[Span, ...]:
    view = case.view
    name = Field.PROBLEM if view.text(Field.PROBLEM) == case.finding else Field.FINDING
    spans = [
        Span(name.value, one.start, one.end) for one in case.told if view.text(name) == case.finding
    ]
    spans += [
        Span(view.progress_field.value, one.start, one.end)
        for one in case.back.told
        if one.end <= len(view.progress)
    ]
    return tuple(spans)


def _yuan(amount: Decimal) -> str:
    """13万元 as 13万元, 3210 as 3210元."""
    if abs(amount) >= 10_000:
        return f"{(amount / 10_000).quantize(Decimal('0.0001')).normalize():f}万元"
    return f"{amount.normalize():f}元"


RULE = Rule(
    code=CODE,
    name="金额不符",
    severity=Severity.HIGH,
    params={"tolerance": Param(0.0, "容许少追回的比例", 0, 1)},
    rows=_run,
)
