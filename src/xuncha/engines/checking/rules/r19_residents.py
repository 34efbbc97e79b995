"""R19 群众不认: satisfaction below the line, or residents' word contradicts the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.naming import Shelf
from xuncha.engines.checking.prose import Clause, clauses, fold
from xuncha.engines.checking.proving import proofs_of, shelf_of
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.residents import contradicted, contradicts
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R19"
_RATE = re.compile(r"满意(?:率|度)[^,。;\d]{0,6}(\d{1,3}(?:\.\d+)?)%")
_PLEASED_OF = re.compile(
    r"(?<!不)满意(?:的|票)?(?:只有|仅|有|为|共)?(\d+)(?:户|人|名|票|份)|^(?:其中)?(?P<n>\d+)(?:户|人|名|份)(?:表示)?满意"
)
_ASKED = re.compile(
    r"(?:回访|走访|访问|抽访|随访|调查|问卷|收回|入户|电话)[^,。;\d]{0,8}(\d+)(?:户|人|名|位|份)"
)
_BEFORE = re.compile(r"整改前|此前|之前|以前|原来|由|从|改造前|上升|提高到")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(%|分|$)")
_TENTHS = re.compile(r"([0-9一二三四五六七八九十])成(半?)[^,。;]{0,8}?(不?)(?:太?满意|认可)")
_TENTHS_ALONE = re.compile(r"(?:约|大约|近)?([一二三四五六七八九])成([半一二三四五六七八九]?)")
_READ = 20_000
_NUMERALS = "零一二三四五六七八九十"
_RECORD = re.compile(
    r"回访|走访|随访|满意度|(?<!民主)测评|问卷|(?<!民主)评议(?!会)|访谈|征求意见|群众意见|座谈记录"
)
_LESS_THAN_HALF = re.compile(r"(?:不到|不足|没有)一?半[^,。;]{0,8}(?:满意|认可)")
_PLEASED = re.compile(r"(?:比较|较|很|非常|基本)?(?:满意|认可|好)(?![^,。;]{0,3}[率度])")


def _run(run: Run) -> Iterator[RowSignal]:
    shelf = shelf_of(run)
    for view in run.views:
        if view.is_open:
            continue
        told = _by_cell(view, run) or _by_text(view, run) or _by_record(view, run, shelf)
        if told is not None:
            yield told


def satisfaction(view: RowView) -> float | None:
    """Per cent in the satisfaction cell; a number up to 1 is a share. None for words alone."""
    cell = view.row.cell(Field.SATISFACTION)
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and not cell.text:
        return cell.value * 100 if 0 <= cell.value <= 1 else float(cell.value)
    text = fold(cell.text).strip()
    if tenths := _TENTHS.search(text):
        return _of_tenths(*tenths.groups())
    if tenths := _TENTHS_ALONE.fullmatch(text):
        return 10.0 * _NUMERALS.index(tenths[1]) + (
            5 if tenths[2] == "半" else _NUMERALS.index(tenths[2] or "零")
        )
    found = _SHARE.search(text)
    if found is None:
        return None
    value = float(found[1])
    return value * 100 if value <= 1 and found[2] != "%" else value


def _of_tenths(digit: str, half: str, denied: str) -> float:
    """4成业主满意."""
    number = int(digit) if digit.isdecimal() else _NUMERALS.index(digit)
    share = number * 10.0 + 5 * bool(half)
    return 100 - share if denied else share


def _by_cell(view: RowView, run: Run) -> RowSignal | None:
    share = satisfaction(view)
    least = run.number(CODE, "least")
    if share is not None and share < least:
        return RowSignal(
            view,
            f"群众满意度{share:.4g}%，低于{least:g}%",
            view.whole(Field.SATISFACTION),
        )
    words = view.text(Field.SATISFACTION)
    sure = run.number(CODE, "sure")
    if _PLEASED.match(fold(words).strip()):
        return None
    found = (
        contradicts(words, run.lexicon, sure)
        or run.lexicon["unsatisfied"].fullmatch(words.strip())
        or _LESS_THAN_HALF.search(fold(words))
    )
    if share is None and words and found:
        return RowSignal(
            view, f"群众满意度一栏写着“{words.strip()}”", view.whole(Field.SATISFACTION)
        )
    return None


def _by_text(view: RowView, run: Run) -> RowSignal | None:
    for name in (view.progress_field, Field.REMARK):
        text = view.progress if name is view.progress_field else view.text(name)
        low = _told_share(text, run.number(CODE, "least"))
        if low is not None:
            start, end, share = low
            return RowSignal(
                view,
                f"群众满意度只有{share:.3g}%：{text[start:end]}",
                (Span(name.value, start, end),),
            )
        told = contradicted(text, run.lexicon)
        if told:
            start, end = told
            return RowSignal(
                view,
                f"标明已整改，而群众的说法相反：{text[start:end]}",
                (Span(name.value, start, end),),
            )
    return None


def _told_share(text: str, least: float) -> tuple[int, int, float] | None:
    """Satisfaction told in a sentence below the line: 满意率69%, 回访20户、满意的12户."""
    told = clauses(text)
    for one in told:
        if _BEFORE.search(one.text):
            continue
        for share in (_rate(one), _pleased_share(one, told)):
            if share is not None and share < least:
                return one.start, one.end, share
    return None


def _rate(clause: Clause) -> float | None:
    found = _RATE.search(clause.text)
    return float(found[1]) if found else None


def _pleased_share(clause: Clause, told: Sequence[Clause]) -> float | None:
    """Of those asked earlier in the sentence, how many of a hundred are told to be content."""
    found = _PLEASED_OF.search(clause.text)
    if found is None:
        return None
    before = [it for it in told if it.sentence == clause.sentence and it.start < clause.start]
    asked = max((int(it) for part in before for it in _ASKED.findall(part.text)), default=0)
    pleased = int(found[1] or found["n"])
    return 100 * pleased / asked if asked > 0 and pleased <= asked else None


def _by_record(view: RowView, run: Run, shelf: Shelf | None) -> RowSignal | None:
    """A call-back record among the row's proofs that says otherwise."""
    if shelf is None:
        return None
    for proof in proofs_of(view, shelf, run.lexicon, run.unit_of(view).ledger.unit):
        file = proof.files[0] if proof.files else None
        if file is None or not _RECORD.search(file.relative.rsplit("/", 1)[-1]):
            continue
        told = contradicts(file.text[:_READ], run.lexicon, run.number(CODE, "sure"))
        if told:
            quote = " ".join(file.text[told[0] : told[1]].split())
            return RowSignal(
                view,
                f"佐证“{proof.named.words}”里群众的说法与整改结果相反：{quote}",
                (Span(Field.EVIDENCE.value, proof.named.start, proof.named.end),),
            )
    return None


RULE = Rule(
    code=CODE,
    name="群众不认",
    severity=Severity.HIGH,
    params={
        "least": Param(80, "满意度低于百分之几", 0, 100),
        "sure": Param(0.75, "回访记录里的话，几分把握才算否认", 0, 1),
    },
    rows=_run,
)
