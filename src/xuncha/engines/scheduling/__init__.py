"""Planning a term: which organisation in which round and team, and who sits in it.

``parse_problem`` reads the form of ``xuncha plan``; ``solve`` gives the best plan that time allows
with a proven bound; ``verify`` checks a plan independently of how it was made.
"""

from __future__ import annotations

from xuncha.engines.scheduling.budget import News
from xuncha.engines.scheduling.errors import ProblemError
from xuncha.engines.scheduling.files import read_problem
from xuncha.engines.scheduling.parsing import parse_problem
from xuncha.engines.scheduling.problem import Problem
from xuncha.engines.scheduling.solution import Solution
from xuncha.engines.scheduling.solving import solve
from xuncha.engines.scheduling.verifying import verify

__all__ = [
    "News",
    "Problem",
    "ProblemError",
    "Solution",
    "parse_problem",
    "read_problem",
    "solve",
    "verify",
]
