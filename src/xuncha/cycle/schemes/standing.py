"""Whether what was approved still stands: bound to the hash, and to the findings fed back since."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.schemes.coverage import findings_of
from xuncha.cycle.schemes.digests import digest_of
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.cycle.schemes.models import Scheme


@dataclass(frozen=True, slots=True)
class Standing:
    """``holds``: the approval covers what stands there; ``words`` say what it is worth."""

    holds: bool
    words: str
    is_stale: bool = False


def standing_of(scheme: Scheme) -> Standing:
    """Derived whenever it is shown, never stored. Three queries for an approved scheme."""
    approved = scheme.approved
    if approved is None:
        return Standing(holds=False, words="还没有批准")
    rows = list(approved.rows.select_related("finding"))
    if digest_of(approved, rows) != scheme.approved_digest:
        return Standing(
            holds=False,
            words=f"{approved}的内容和批准时不一样，批准已失效，须重新批准",
            is_stale=True,
        )
    told = {one.finding_id for one in rows}
    later = [one.number for one in findings_of(scheme.inspection_id) if one.pk not in told]
    if later:
        is_still = scheme.state == SchemeState.APPROVED
        next_ = "须申请变更" if is_still else "正在修改的一版要写到、重新批准"
        words = f"批准以后又反馈了问题 {'、'.join(later)}，批准的一版没有写到，{next_}"
        return Standing(holds=False, words=words, is_stale=True)
    if scheme.state != SchemeState.APPROVED:
        return Standing(
            holds=True, words=f"{approved}的批准仍然有效；新的一版改好以后要重新联审、批准"
        )
    return Standing(holds=True, words=f"{approved}已批准，内容和批准时一致")
