"""Who sees and does what with teams. The office makes them, another person approves; a member sees
his own team; an inspected unit who comes; nobody handles what concerns himself."""

from xuncha.cycle.teams.policies import appraisals, papers, recusals, rules, teams
from xuncha.cycle.teams.policies.common import APPROVERS

__all__ = ["APPROVERS", "appraisals", "papers", "recusals", "rules", "teams"]
