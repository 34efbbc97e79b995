"""The register of roles. The three administrators are the house's own; the steps of the work
bring theirs along when they start. No one person holds two of the three, and none of them a
business role.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from xuncha.kernel.errors import Invalid


class Family(StrEnum):
    """Roles of different families are never held by one person."""

    ADMIN = "三员"
    BUSINESS = "业务"


@dataclass(frozen=True, slots=True)
class Role:
    key: str
    label: str
    family: Family
    duty: str


SYSADMIN = "sysadmin"
SECURITY = "security_officer"
AUDITOR = "auditor"
THREE = frozenset({SYSADMIN, SECURITY, AUDITOR})

_roles: dict[str, Role] = {}


def register(*roles: Role) -> None:
    """Add roles; the same key twice is a mistake."""
    for role in roles:
        if _roles.setdefault(role.key, role) != role:
            raise ValueError(f"岗位重复登记：{role.key}")


def every() -> list[Role]:
    """All roles in the order in which they were registered."""
    return list(_roles.values())


def label_of(key: str) -> str:
    """The role's Chinese name."""
    role = _roles.get(key)
    return role.label if role else key


def family_of(key: str) -> Family:
    """The role's family; ``LookupError`` for an unknown one."""
    return _roles[key].family


def check_together(keys: Collection[str]) -> None:
    """Go on only if one person may hold all of these: families never mix, and of the three
    administrators nobody is two. ``Invalid`` with the sentence otherwise, also for an unknown
    role."""
    if not set(keys) <= _roles.keys():
        raise Invalid("没有这个岗位。", field="role")
    if len({family_of(key) for key in keys}) > 1:
        raise Invalid("三员不能兼任业务岗位，业务人员也不能兼任三员。", field="role")
    if len(THREE.intersection(keys)) > 1:
        raise Invalid("系统管理员、安全保密员、安全审计员必须是三个人。", field="role")


register(
    Role(SYSADMIN, "系统管理员", Family.ADMIN, "管机器、账号和备份，看不到任何业务内容"),
    Role(SECURITY, "安全保密员", Family.ADMIN, "审批岗位、解除锁定，看不到任何业务内容"),
    Role(AUDITOR, "安全审计员", Family.ADMIN, "独自查看审计记录、核验审计链，看不到业务内容"),
)
