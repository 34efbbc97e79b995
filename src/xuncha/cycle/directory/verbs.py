"""What the directory writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("directory.organisation.created", "登记党组织"),
    ("directory.organisation.renamed", "党组织更名"),
    ("directory.organisation.former_name_noted", "补登曾用名"),
    ("directory.organisation.moved", "调整党组织隶属"),
    ("directory.organisation.merged", "合并党组织"),
    ("directory.organisation.merger_withdrawn", "撤回误登的合并"),
    ("directory.organisation.split", "分设党组织"),
    ("directory.organisation.dissolved", "撤销党组织"),
    ("directory.organisation.restored", "恢复误撤销的党组织"),
    ("directory.organisation.corrected", "更正党组织登记"),
    ("directory.contact.named", "登记单位联系人"),
    ("directory.contact.corrected", "更正单位联系人"),
    ("directory.contact.ended", "单位联系人离任"),
    ("directory.import.read", "试读党组织名录"),
    ("directory.import.done", "导入党组织名录"),
    ("directory.import.dropped", "放弃导入党组织名录"),
    ("directory.membership.changed", "变更任职单位"),
)
