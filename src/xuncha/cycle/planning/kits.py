"""What travels of the plan: the term, the round and the team's own inspections."""

from xuncha.foundation.kits.registry import lent, stays

lent("planning.term", follows=True, term="pk")
lent("planning.round", follows=True, round="pk")
lent("planning.inspection", inspection="pk")
stays(
    "planning.riskmodel", "planning.demand", "planning.demandimport", "planning.planversion",
    "planning.planround", "planning.planentry", why="覆盖规划涉及全部单位，只在办公室做",
)  # fmt: skip
