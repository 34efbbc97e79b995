"""What reviewers say of the demo's schemes, and what the units answer."""

from __future__ import annotations

MEETING = {"town": "镇党委会议", "default": "局党组会议"}
PROOFS = (
    "整改前后照片、台账", "会计凭证和收款收据", "修订后的制度文本和执行记录", "会议纪要和落实清单",
    "公示照片和群众签字的回访表", "销号申请和现场核查记录",
)  # fmt: skip
ASKED = {
    "discipline": (
        "只写了建章立制，没有写对责任人怎么处理，请补上。",
        "退还的金额和完成日期要写明，不能只写“限期清退”。",
    ),
    "organisation": ("责任领导写到职务还不够，分管和主管要分清。",),
}
MERGED = (
    "补写责任人的处理方式和时间。", "写明退还金额、逐笔凭证和完成日期。", "分清主管和分管的责任。",
)  # fmt: skip
AGREED = "措施具体，责任清楚，同意。"
CHANGED = "分管领导调整，三条任务的责任领导随之变更，并把措施写得更细。"
RETURNED = "责任追究和金额写得不够实，按各条目意见改好后重报。"
LEAD, DEPARTMENT = "主要负责人", "办公室"
NEW_LEAD = "党委副书记"
MORE = "每月末由纪委书记现场核对一次，照片和台账一并归档"
