"""The rules there are, in the order of their codes, and every setting with its default."""

from __future__ import annotations

from xuncha.engines.checking.rule import Rule
from xuncha.engines.checking.rules import (
    r01_left_out,
    r03_paper_only,
    r04_copies,
    r05_echo,
    r06_unproved,
    r07_reused,
    r09_money,
    r10_unfinished,
    r16_vague,
    r17_overdue,
)

RULES: tuple[Rule, ...] = (
    r01_left_out.RULE,
    r03_paper_only.RULE,
    r04_copies.RULE,
    r05_echo.RULE,
    r06_unproved.RULE,
    r07_reused.RULE,
    r09_money.RULE,
    r10_unfinished.RULE,
    r16_vague.RULE,
    r17_overdue.RULE,
)
CODES = frozenset(rule.code for rule in RULES)
