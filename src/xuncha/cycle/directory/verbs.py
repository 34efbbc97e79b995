"""What the directory writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("directory.organisation.created", "登记党组织"),
    ("directory.organisation.changed", "修改党组织"),
    ("directory.organisation.imported", "导入党组织名录"),
    ("directory.membership.changed", "变更任职单位"),
)
