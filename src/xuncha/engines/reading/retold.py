"""Columns that tell one field once more: progress by quarters, a deadline and the one it became."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from xuncha.engines.reading.headers import Candidates
from xuncha.engines.reading.records import Column, Field
from xuncha.engines.reading.text import fold, squeeze

_PERIOD = re.compile(
    r"(?:20\d\d年?)?(?:第?[一二三四1-4]季度?|[上下]半年|(?:1[0-2]|[1-9])月(?:份|底|末)?)|第[一二三四五六\d]{1,2}[次期批]"
    r"|[上本][次期月季周]|截[至止][\d年月日.\-/底末]+|20\d\d年?"
)
_FORMER = re.compile(r"^原|最初|首次|初定|变更前|调整前|延期前")
_CHANGED = re.compile(r"(?:调整|变更|延期|延长|顺延|修改|修订)后?|^(?:现|新)")
_SIGNS = re.compile(r"[^\w]+")


def told_again(header: str, options: Candidates, told: Mapping[Field, str]) -> Field | None:
    """The field that a column without one tells once more; ``told`` are the headings of those that
    have their column. A progress of another time, a deadline before or after it was changed."""
    if not options:
        return None
    field = options[0][0]
    if field not in told:
        return None
    mine, first = _plain(header), _plain(told[field])
    if field is Field.PROGRESS:
        both = [_SIGNS.sub("", _PERIOD.sub("", one)) for one in (mine, first)]
        return field if mine != first and both[0] == both[1] else None
    if field is Field.DUE:
        marks = [bool(_FORMER.search(one)) - bool(_CHANGED.search(one)) for one in (mine, first)]
        return field if marks[0] != marks[1] else None
    return None


def in_order_of_time(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Of columns with one field those that tell the later state come last."""
    often = Counter(one.field for one in columns)
    return tuple(sorted(columns, key=lambda one: _stage(one) if often[one.field] > 1 else 0))


def _stage(column: Column) -> int:
    header = _plain(column.header)
    return bool(_CHANGED.search(header)) - bool(_FORMER.search(header))


def _plain(header: str) -> str:
    return squeeze(fold(header))
