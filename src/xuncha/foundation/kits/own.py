"""What travels of the house's own tables."""

from xuncha.foundation.kits.registry import lent, stays

lent("accounts.user", follows=True, user="pk", omits={"last_login"})
lent("files.storedfile", follows=True, file="pk", omits={"blob"})
lent("workdays.workdayyear")

stays("audit.auditrow", "audit.audithead", why="各站点记各自的审计，外出站点的审计随包封存带回")
stays("notices.notice", "jobs.job", why="各站点自己的消息和后台任务")
stays("holders.keyholder", "holders.escrow", "holders.escrowshare", why="封存钥匙不离开办公室")
stays("workdays.provisionaldeadline", why="暂定的期限在哪里起算，就在哪里改定")
stays("exchange.columnmapping", why="导入表头的对应，各站点自己记")
stays("accounts.sealeddevice", "otp_totp.totpdevice", why="动态口令的密钥不离开办公室")
stays(
    "contenttypes.contenttype", "auth.permission", "auth.group",
    "auth.group_permissions", "sessions.session",
    "axes.accessfailurelog", "axes.accessattempt", "axes.accessattemptexpiration",
    "axes.accesslog", why="框架和登录自己的表",
)  # fmt: skip
