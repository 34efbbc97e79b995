"""Names of facts and states in plain words: a table."""

_COUNTS = {
    "aspects": "方面", "findings": "问题", "items": "事项", "sub_items": "具体问题",
    "measures": "整改措施",
    "completed": "已完成", "basically_completed": "基本完成", "long_term": "长期坚持",
    "in_progress": "正在整改", "not_completed": "未完成", "completion_rate_pct": "完成率",
    "institutions_built": "建立和完善制度", "funds_returned_yuan": "清退资金",
    "funds_recovered_yuan": "追缴资金", "losses_recovered_yuan": "挽回损失", "tasks": "任务",
    "clues": "移交线索", "clue_persons": "线索涉及人数", "clues_closed": "办结线索",
    "immediate_fix_items": "立行立改", "organisations": "单位数", "villages": "村（社区）数",
    "talks": "谈话", "visits": "走访", "suggestions": "意见建议", "petitions": "信访件",
    "disciplined_persons": "处分人数", "handled_persons": "处理人数",
}  # fmt: skip
_CONTACT = {"phone": "电话", "email": "电子邮箱", "mailbox": "通信地址", "phone_hours": "接听时间"}

FACTS = (
    {
        "level": "层级", "term": "届", "round": "轮次", "kinds": "巡察方式", "team": "巡察组",
        "team_count": "巡察组数", "topic": "专题", "organisations": "被巡察单位",
        "villages": "村（社区）", "start": "进驻日期", "end": "撤离日期", "duration_days": "天数",
        "feedback_date": "反馈日期",
        "feedback_start": "反馈开始", "feedback_end": "反馈结束", "published": "公布日期",
        "issued": "落款日期", "as_of": "截至日期", "acceptance_start": "受理开始",
        "acceptance_end": "受理结束", "teams": "各组",
    }
    | {f"counts.{name}": words for name, words in _COUNTS.items()}
    | {f"contact.{name}": words for name, words in _CONTACT.items()}
)  # fmt: skip
FACTS |= {
    f"{name}_text": f"{words}（没有写年份）"
    for name, words in tuple(FACTS.items())
    if words.endswith(("日期", "开始", "结束"))
}

STATUSES = {
    "completed": "已完成", "basically_completed": "基本完成", "long_term": "长期坚持",
    "in_progress": "正在整改", "not_completed": "未完成",
}  # fmt: skip
