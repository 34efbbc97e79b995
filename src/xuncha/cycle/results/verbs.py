"""What the use of results writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("results.rules.made", "制定成果运用规则"),
    ("results.result.drafted", "拟成果运用事项"),
    ("results.result.changed", "修改成果运用事项"),
    ("results.result.issued", "移交成果运用事项"),
    ("results.result.received", "接收成果运用事项"),
    ("results.result.answered", "反馈成果运用结果"),
    ("results.result.sent_back", "请补充成果运用结果"),
    ("results.result.put_off", "推后成果运用期限"),
    ("results.result.closed", "办结成果运用事项"),
    ("results.result.withdrawn", "撤回成果运用事项"),
    ("results.result.file_opened", "打开成果运用材料"),
    ("results.institution.reported", "登记制度"),
    ("results.institution.kept", "核对收录制度"),
    ("results.institution.repealed", "登记制度废止"),
    ("results.institution.withdrawn", "撤回制度登记"),
    ("results.institution.file_opened", "打开制度文本"),
    ("results.common.named", "命名共性问题"),
    ("results.common.published", "发布共性问题"),
    ("results.common.withdrawn", "撤回共性问题"),
    ("results.selfcheck.answered", "报送未巡先改自查"),
    ("results.selfcheck.sent_back", "请重新自查"),
    ("results.selfcheck.closed", "核对自查"),
    ("results.selfcheck.withdrawn", "取消自查"),
    ("results.joint.added", "登记监督计划"),
    ("results.joint.imported", "导入监督计划"),
    ("results.joint.withdrawn", "撤回监督计划"),
)
