"""What the wall shows, one scene after the other: no person, no clue, nothing sealed."""

from __future__ import annotations

from xuncha.insight.figures import boards
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.boards import Block
from xuncha.web.dashboard.laying import Laid, laid_out

SCENES = (
    Block(
        "coverage", "巡察覆盖",
        ("coverage_rate", "organisations_covered", "organisations_left", "rounds_held"),
        boards.COVERAGE.charts,
    ),
    Block(
        "findings", "发现问题",
        ("findings_fed_back", "findings_old", "findings_new_form", "findings_new"),
        (boards.BY_FOCUS,),
    ),
    Block(
        "rectification", "整改：自称、核实、巩固",
        charts=boards.RECTIFICATION.charts, has_levels=True,
    ),
    Block(
        "results", "资金、制度和实事",
        ("money_due", "money_recovered", "institutions_built", "recommendations_issued",
         "deeds_verified", "deeds_done"),
        boards.MONEY.charts,
    ),
)  # fmt: skip


def scenes(ask: Ask) -> list[Laid]:
    """The scenes as this reader may see them."""
    return laid_out(ask, SCENES)
