"""The rules there are, in the order of their codes, and every setting with its default."""

from __future__ import annotations

from xuncha.engines.checking.rule import Rule
from xuncha.engines.checking.rules import (
    r01_left_out,
    r02_selective,
    r03_paper_only,
    r04_copies,
    r05_echo,
    r06_unproved,
    r07_reused,
    r08_proof_dates,
    r09_money,
    r10_unfinished,
    r11_rush,
    r12_too_quick,
    r13_one_off,
    r14_only_talked_to,
    r15_again,
    r16_vague,
    r17_overdue,
    r18_copied_rules,
    r19_residents,
    r20_totals,
)

RULES: tuple[Rule, ...] = (
    r01_left_out.RULE,
    r02_selective.RULE,
    r03_paper_only.RULE,
    r04_copies.RULE,
    r05_echo.RULE,
    r06_unproved.RULE,
    r07_reused.RULE,
    r08_proof_dates.RULE,
    r09_money.RULE,
    r10_unfinished.RULE,
    r11_rush.RULE,
    r12_too_quick.RULE,
    r13_one_off.RULE,
    r14_only_talked_to.RULE,
    r15_again.RULE,
    r16_vague.RULE,
    r17_overdue.RULE,
    r18_copied_rules.RULE,
    r19_residents.RULE,
    r20_totals.RULE,
)
CODES = frozenset(rule.code for rule in RULES)
