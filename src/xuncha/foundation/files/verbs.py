"""What the files room writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("files.file.stored", "存入文件"),
    ("files.file.refused", "拒收文件"),
    ("files.orphan.discarded", "清理无主文件"),
)
