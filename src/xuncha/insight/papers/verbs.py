"""What papers write into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("papers.paper.printed", "打印文书"),
    ("papers.paper.opened", "再次打开打印过的文书"),
    ("papers.paper.converted", "文书转成 PDF"),
    ("papers.dossier.asked", "发起生成案卷"),
    ("papers.dossier.packed", "生成案卷"),
    ("papers.dossier.opened", "取出案卷包"),
    ("papers.archive.rules_made", "调整归档规则"),
    ("papers.template.made", "更换文书模板"),
    ("papers.template.opened", "下载文书模板"),
)
