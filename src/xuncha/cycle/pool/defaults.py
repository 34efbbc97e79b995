"""What the pool goes by until the office sets its own rules. Specialties: the sources of inspectors
that districts name in their own pool rules; conditions: what a qualification check looks at."""

from __future__ import annotations

SPECIALTIES = [
    "纪检监察", "组织人事", "党建", "宣传", "政法", "财务", "审计", "工程", "招投标", "信访",
    "农业农村", "自然资源", "教育", "卫生健康", "国企管理", "法律", "信息技术", "文字综合",
]  # fmt: skip

CONDITIONS = [
    "中共正式党员", "政治坚定作风正派", "没有尚在影响期的处分", "没有正在接受审查调查",
    "身体条件能够胜任", "所在单位同意",
]  # fmt: skip

EXPIRING_DAYS = 90
