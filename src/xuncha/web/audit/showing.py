"""A row of the log as the auditor may read it: who, when, what, on which object; figures, codes and
dates, but no sentence that somebody wrote about the inspected business.

The three administrators keep the house and read none of its business. The log itself keeps
everything; what stands here decides only what the page and the workbook show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from xuncha.foundation.accounts.roles import label_of
from xuncha.foundation.audit import verbs
from xuncha.foundation.audit.models import AuditRow
from xuncha.web.audit.filters import REFUSED

_OWN_AREAS = ("access", "accounts", "audit", "calendar", "directory", "jobs")
"""Areas whose reasons are about the house, not about the business."""

_SHORT = 40
_KEYS = {
    "before": "改前", "after": "改后", "what": "功能", "username": "用户名", "roles": "岗位",
    "role": "岗位", "rows": "行数", "filters": "筛选条件", "size": "字节数", "sha256": "内容摘要",
    "kind": "种类", "code": "代码", "since": "起", "year": "年份", "days": "天数", "step": "步骤",
    "name": "姓名", "post": "职务", "requires_totp": "须动态口令", "number": "编号", "item": "事项",
    "to": "改到", "proof": "佐证", "progress": "进展", "sound": "完整", "bad_row": "首个问题行",
    "head": "链头", "sentence": "结论", "column": "期限", "workdays": "工作日数",
    "tables": "工作日表", "settled": "改定的期限",
}  # fmt: skip
_WORDS = {"password": "密码", "totp": "动态口令", True: "是", False: "否", None: "空"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list, the page and the workbook take from a row."""

    row: AuditRow
    label: str
    is_refused: bool
    roles: str
    kind: str
    reason: str

    @property
    def told(self) -> list[tuple[str, str]]:
        """Details but before and after, as key and value."""
        return [
            (_key(key), value_of(key, value))
            for key, value in self.row.details.items()
            if key not in {"before", "after"}
        ]

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Field, before, after; states are one nameless field."""
        before, after = self.row.details.get("before"), self.row.details.get("after")
        if before is None and after is None:
            return []
        if not isinstance(before, Mapping) or not isinstance(after, Mapping):
            return [("状态或日期", value_of("before", before), value_of("after", after))]
        return [
            (_key(key), value_of(key, before.get(key)), value_of(key, after.get(key)))
            for key in dict.fromkeys([*before, *after])
        ]


def shown(row: AuditRow) -> Shown:
    """A row with words for its codes."""
    return Shown(
        row=row,
        label=verbs.label_of(row.verb),
        is_refused=row.verb in REFUSED,
        roles="、".join(label_of(key) for key in row.actor_roles.split(",") if key),
        kind=_kind(row.object_kind),
        reason=_reason(row),
    )


def value_of(key: str, value: Any) -> str:
    """A value in words; long text as its length only."""
    if isinstance(value, Mapping):
        return "；".join(f"{_key(one)}：{value_of(one, it)}" for one, it in value.items()) or "无"
    if isinstance(value, list):
        return "、".join(value_of(key, one) for one in value) or "无"
    if isinstance(value, bool) or value is None or key == "step":
        return _WORDS.get(value, str(value))
    text = label_of(str(value)) if key in {"role", "roles"} else str(value)
    is_digest = key in {"sha256", "what", "head", "sentence"}
    return text if len(text) <= _SHORT or is_digest else f"（文字，{len(text)} 字，不在此显示）"


def _key(key: str) -> str:
    return _KEYS.get(key, key)


def _kind(label: str) -> str:
    if not label:
        return ""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


def _reason(row: AuditRow) -> str:
    if not row.reason or row.verb.split(".")[0] in _OWN_AREAS or row.verb in REFUSED:
        return row.reason
    return f"（业务理由，{len(row.reason)} 字，不在此显示）"
