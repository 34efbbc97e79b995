"""Who may see and change accounts: the three administrators, each his part."""

from __future__ import annotations

from django.db.models import Q

from xuncha.foundation import access
from xuncha.foundation.accounts.actors import live_roles
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.accounts.roles import AUDITOR, SECURITY, SYSADMIN, THREE
from xuncha.foundation.accounts.selectors import has_totp
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


def _not_himself(actor: Actor, user: User) -> str:
    return "不能对自己的账号这样做，请由另一位管理员办理。" if user.pk == actor.user_id else ""


def _not_one_of_three_alone(_actor: Actor, user: User) -> str:
    """Whoever resets a password knows it. With a second factor that only somebody else can take
    off, he still can't sign in as the other; without one he could, and approve his own request."""
    if live_roles(user).isdisjoint(THREE) or has_totp(user):
        return ""
    return (
        "三员没有启用动态口令时，不能由一个人重置密码：请两个人一起在服务器上运行 xuncha password。"
    )


def _not_asker(actor: Actor, grant: RoleGrant) -> str:
    if grant.asked_by_id == actor.user_id:
        return "本人提出的授予申请，须由另一个人批准。"
    return "不能批准给自己的岗位。" if grant.user_id == actor.user_id else ""


@access.register(User)
class UserPolicy(RolePolicy):
    """Administrators see all accounts; everybody else his own."""

    sees = {SYSADMIN: "全部账号", SECURITY: "全部账号"}
    acts = {
        "create": Act("建立账号", frozenset({SYSADMIN})),
        "change": Act("修改账号", frozenset({SYSADMIN}), (_not_himself,)),
        "disable": Act("停用账号", frozenset({SYSADMIN, SECURITY}), (_not_himself,)),
        "reset_password": Act(
            "重置密码", frozenset({SYSADMIN}), (_not_himself, _not_one_of_three_alone)
        ),
        "remove_totp": Act("撤销动态口令", frozenset({SECURITY}), (_not_himself,)),
        "unlock": Act("解除登录锁定", frozenset({SECURITY}), (_not_himself,)),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(SYSADMIN, SECURITY):
            return EVERYTHING
        return Q(pk=actor.user_id) if actor.user_id else NOTHING


@access.register(RoleGrant)
class RoleGrantPolicy(RolePolicy):
    """Asked by the system administrator, approved by the security officer: never one person."""

    sees = {SYSADMIN: "全部岗位授予", SECURITY: "全部岗位授予"}
    acts = {
        "ask": Act("申请授予岗位", frozenset({SYSADMIN})),
        "approve": Act("批准授予岗位", frozenset({SECURITY}), (_not_asker,)),
        "end": Act("收回岗位", frozenset({SYSADMIN, SECURITY})),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(SYSADMIN, SECURITY):
            return EVERYTHING
        return Q(user_id=actor.user_id) if actor.user_id else NOTHING


@access.register(AuditRow)
class AuditRowPolicy(RolePolicy):
    """The auditor alone reads the log."""

    sees = {AUDITOR: "全部审计记录"}
    acts = {"verify": Act("核验审计链", frozenset({AUDITOR}))}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(AUDITOR) else NOTHING
