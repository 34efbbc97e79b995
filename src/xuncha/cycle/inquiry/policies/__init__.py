"""Who sees and does what with talks, visits and questionnaires: the team writes, office and leaders
read what is signed, nobody else knows of it."""

from xuncha.cycle.inquiry.policies import questionnaires, talks, visits

__all__ = ["questionnaires", "talks", "visits"]
