"""What the accounts room writes into the log."""

from xuncha.foundation.audit.verbs import Verb, register

register(
    ("accounts.user.created", "建立账号"),
    ("accounts.user.changed", "修改账号"),
    ("accounts.user.disabled", "停用账号"),
    ("accounts.user.enabled", "启用账号"),
    ("accounts.user.unlocked", "解除登录锁定"),
    ("accounts.user.recovered", "在服务器上恢复账号"),
    Verb("accounts.password.changed", "修改密码", frozenset({"password"})),
    Verb("accounts.password.reset", "重置密码", frozenset({"password"})),
    ("accounts.totp.enrolled", "启用动态口令"),
    ("accounts.totp.removed", "撤销动态口令"),
    ("accounts.role.asked", "申请授予岗位"),
    ("accounts.role.approved", "批准授予岗位"),
    ("accounts.role.ended", "收回岗位"),
    ("accounts.session.opened", "登录"),
    ("accounts.session.closed", "退出"),
    ("accounts.session.refused", "登录失败"),
    ("accounts.session.locked", "登录被锁定"),
)
