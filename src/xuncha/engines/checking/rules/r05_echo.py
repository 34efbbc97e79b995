"""R05 照抄问题: the measure says the finding again with 加强 around it and names no act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import NUMBERING, bare, fold
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R05"
_ALL_ECHO = 0.97
_FIGURE = re.compile(
    r"\d|《|[一二两三四五六七八九十百]+(?:次|名|人|个|项|户|处|份|件|天|日|周|月|季|年|期|批|轮|张|本)"
)

# Acts of their own in a result, but in a measure no more than words of intent.
_WEAK = frozenset(
    [
        "消除",
        "排除",
        "治理",
        "整治",
        "处理",
        "处置",
        "解决了",
        "压缩",
        "压减",
        "降低",
        "停止",
        "恢复",
        "改正",
        "纠正",
        "查处",
        "清除",
        "减少支出",
        "节约",
        "节省",
        "更新",
        "升级",
        "盘活",
        "退还",
        "清退",
        "追缴",
        "追回",
        "收缴",
        "上缴",
        "催收",
        "落实",
        "防范",
        "化解",
        "提速",
        "缩短",
        "简化",
        "检查",
        "管护",
        "养护",
        "登记",
        "受理",
        "开放",
        "改造",
        "覆盖",
        "消化",
        "问责",
        "通报批评",
        "发放",
        "使用",
        "取消",
        "办理",
        "公开",
        "设置",
        "配备",
        "清理",
        "收回",
        "收取",
        "维修",
        "达到",
        "达标",
        "下降",
        "落地",
        "引入",
    ]
)


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if not view.measure:
            continue
        covered, own = _echo(view, run.lexicon)
        total = covered + own
        if covered < run.number(CODE, "min_chars") or total == 0:
            continue
        share = covered / total
        if not _boosted(view, run.lexicon) and share < _ALL_ECHO:
            continue
        if share >= run.number(CODE, "min_share") and not _names_act(view, run.lexicon):
            yield RowSignal(
                view,
                "整改措施只是把问题的话加上“加强”“规范”一类重说一遍，没有写明谁、何时、做什么",
                view.whole(Field.MEASURE),
            )


def _boosted(view: RowView, lexicon: Lexicon) -> bool:
    """Whether 加强, 进一步, 规范 and the like stand in the measure at all. A plain imperative (清理
    青石河段垃圾) has to use the finding's words and is no echo of it."""
    return lexicon["boosters"].search(bare(view.measure)) is not None


def _echo(view: RowView, lexicon: Lexicon) -> tuple[int, int]:
    """Characters of the measure's substance that stand in the finding, and that do not."""
    finding = lexicon["negations"].sub("", bare(_both(view)))
    measure = bare(view.measure)
    spread = _shared(measure, finding)
    filler = [False] * len(measure)
    for found in lexicon["boosters"].finditer(measure):
        for at in range(found.start(), found.end()):
            filler[at] = True
    covered = sum(1 for at, same in enumerate(spread) if same and not filler[at])
    own = sum(1 for at, same in enumerate(spread) if not same and not filler[at])
    return covered, own


def _both(view: RowView) -> str:
    told = view.row.cell(Field.FINDING).shown
    return view.finding if told == view.finding else f"{view.finding}\n{told}"


def _shared(measure: str, finding: str) -> list[bool]:
    """Which characters stand in a run of two and more that the finding has too, in any order."""
    pairs = {finding[at : at + 2] for at in range(len(finding) - 1)}
    spread = [False] * len(measure)
    for at in range(len(measure) - 1):
        if measure[at : at + 2] in pairs:
            spread[at] = spread[at + 1] = True
    return spread


def _names_act(view: RowView, lexicon: Lexicon) -> bool:
    """An act, a figure, a paper or a person that the finding's own words do not give."""
    left = _without(fold(view.measure), lexicon["negations"].sub("", fold(_both(view))))
    if _FIGURE.search(left):
        return True
    return any(
        found.group() not in _WEAK
        for clause in re.split(r"[,\n]", left)
        for pattern in (lexicon["act_measure"], lexicon.acts)
        for found in pattern.finditer(clause)
    )


def _without(measure: str, finding: str) -> str:
    """The measure with numbering and what the finding says blanked."""
    lines = [NUMBERING.sub("", line) for line in re.split(r"[\n。;]", measure)]
    text = "\n".join(lines)
    spread = _shared(text, finding)
    return "".join("〓" if same else char for char, same in zip(text, spread, strict=True))


RULE = Rule(
    code=CODE,
    name="照抄问题",
    severity=Severity.MEDIUM,
    params={
        "min_share": Param(0.6, "措施实词中来自问题的至少占多少", 0, 1),
        "min_chars": Param(4, "来自问题的实词至少几个字", 1, 200),
    },
    rows=_run,
)
