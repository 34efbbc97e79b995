"""Who may not inspect whom, from when to when, and why: pure facts and rules, no database."""

from xuncha.engines.recusal.facts import Link, Near, Person, Service, Spell, Standing, Tie, Unit
from xuncha.engines.recusal.judging import Barred, Verdict, judge
from xuncha.engines.recusal.kinds import Degree, Ground, Role
from xuncha.engines.recusal.rules import DEFAULT, Rules, RulesError, parse_rules, rules_on

__all__ = [
    "DEFAULT", "Barred", "Degree", "Ground", "Link", "Near", "Person", "Role", "Rules",
    "RulesError", "Service", "Spell", "Standing", "Tie", "Unit", "Verdict", "judge",
    "parse_rules", "rules_on",
]  # fmt: skip
