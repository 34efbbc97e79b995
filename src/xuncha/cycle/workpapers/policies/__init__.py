"""Who sees and does what with papers, sheets of facts and meetings."""

from xuncha.cycle.workpapers.policies import meetings, papers, sheets

__all__ = ["meetings", "papers", "sheets"]
