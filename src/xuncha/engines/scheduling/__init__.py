"""Planning a term: which organisation in which round and team, and who sits in it.

``parse_problem`` reads the form of ``xuncha plan``; ``solve`` gives the best plan that time allows
with a proven bound; ``verify`` checks a plan independently of how it was made. ``propose_teams``
and ``draw_teams`` staff one round whose organisations are already put to teams.
"""

from __future__ import annotations

from xuncha.engines.scheduling.budget import News
from xuncha.engines.scheduling.drawing import draw_teams
from xuncha.engines.scheduling.errors import ProblemError
from xuncha.engines.scheduling.files import read_problem
from xuncha.engines.scheduling.measuring import measure
from xuncha.engines.scheduling.parsing import parse_problem
from xuncha.engines.scheduling.problem import Problem
from xuncha.engines.scheduling.proposing import propose_teams
from xuncha.engines.scheduling.roster import Candidate, Given, RosterError, Vacancy, Wishes
from xuncha.engines.scheduling.solution import Solution
from xuncha.engines.scheduling.solving import Rescue, solve
from xuncha.engines.scheduling.verifying import verify

__all__ = [
    "Candidate",
    "Given",
    "News",
    "Problem",
    "ProblemError",
    "Rescue",
    "RosterError",
    "Solution",
    "Vacancy",
    "Wishes",
    "draw_teams",
    "measure",
    "parse_problem",
    "propose_teams",
    "read_problem",
    "solve",
    "verify",
]
