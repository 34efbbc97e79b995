"""Who sees and does what with reports, hearings, feedback, notices and the unit's form."""

from xuncha.cycle.feedback.policies import copies, feedbacks, hearings, reports, reviews, steps

__all__ = ["copies", "feedbacks", "hearings", "reports", "reviews", "steps"]
