"""Official papers to facts: what kind of paper it is, what it tells, and where it stands."""

from xuncha.engines.reading.official.paper import Paper, PaperFinding
from xuncha.engines.reading.official.reading import read_paper, read_text

__all__ = ["Paper", "PaperFinding", "read_paper", "read_text"]
