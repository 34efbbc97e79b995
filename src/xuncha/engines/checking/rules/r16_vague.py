"""R16 空泛无实例: a progress text without a number, date, name, place or document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.checking.context import Run, RowView
from xuncha.engines.checking.instances import names_instance
from xuncha.engines.checking.prose import han
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, Rule, RowSignal
from xuncha.engines.reading.records import Claim, Field

CODE = "R16"
_OPEN = re.compile(r"^(?:正在|推进中|整改中|尚未|未)")


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if _claims(view) and _is_long(view, run) and not names_instance(view.progress):
            yield RowSignal(
                view,
                "整改进展没有一个数字、日期、人名、地点或文件，看不出具体做了什么",
                view.whole(Field.PROGRESS),
            )


def _is_long(view: RowView, run: Run) -> bool:
    return len(han(view.progress)) >= run.number(CODE, "min_chars")


def _claims(view: RowView) -> bool:
    if view.claim is Claim.NOT_DONE:
        return False
    return view.claim is not Claim.IN_PROGRESS or not _OPEN.match(view.progress.strip())


RULE = Rule(
    code=CODE,
    name="空泛无实例",
    severity=Severity.MEDIUM,
    params={"min_chars": Param(6, "进展至少几个汉字才判断", 0, 500)},
    rows=_run,
)
