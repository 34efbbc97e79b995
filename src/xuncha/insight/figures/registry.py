"""Every figure that the system shows, by stable name: pages, papers and ``fill`` ask here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from xuncha.engines.filling.words import ALL, Known, Words
from xuncha.insight.figures import definitions as pages
from xuncha.insight.figures.asking import Ask, checked, day_of, split
from xuncha.insight.figures.counted import counted
from xuncha.insight.figures.measure import Measure, Paths
from xuncha.insight.figures.measures.clues import CLUE_MEASURES
from xuncha.insight.figures.measures.coverage import COVERAGE_MEASURES
from xuncha.insight.figures.measures.field import FIELD_MEASURES
from xuncha.insight.figures.measures.findings import FINDING_MEASURES
from xuncha.insight.figures.measures.people import PEOPLE_MEASURES
from xuncha.insight.figures.measures.rectification import RECTIFICATION_MEASURES
from xuncha.insight.figures.measures.results import RESULT_MEASURES
from xuncha.insight.figures.papers import PAPER_FIGURES
from xuncha.insight.figures.points import POINT_FIGURES
from xuncha.kernel.errors import Invalid

_POINTS = Words(("监督要点", "监督检查要点", "检查要点", "要点"), (), ALL)
_PAPER = "底稿", "工作底稿", "问题底稿", "巡察底稿", "巡察工作底稿"
_PAPERS = Words(_PAPER, ("形成", "制作", "编制", "撰写", "编写"), ("份", "个", "件"))


def _paper(mark: str) -> Words:
    return Words(_PAPER, (), ("份", "个", "件"), marks=(mark,))


def _point(mark: str) -> Words:
    return Words(_POINTS.heads, (), ALL, marks=(mark,))


_SAID = {
    "papers": (_PAPERS,),
    "papers_draft": (_paper("草拟"),),
    "papers_waiting": (_paper("待签"),),
    "papers_signed": (_paper("已审签"),),
    "papers_unweighed": (_paper("待会商"),),
    "points_given": (_POINTS,),
    "points_answered": (_point("已填写"),),
    "points_uncovered": (_point("未查"),),
}
_STAGES = Paths(round="round", organisation="organisation", way="kind")

OTHER = (
    *(counted(one, "个", "监督清单", Paths(round="round", organisation="organisation"), dated=None,
              words=_SAID.get(one.name, ())) for one in POINT_FIGURES),
    *(counted(one, "份", "底稿", Paths(), dated=None,
              words=_SAID.get(one.name, ())) for one in PAPER_FIGURES),
    *(counted(one, "次", "覆盖", _STAGES, dated=None) for one in (
        pages.INSPECTIONS, pages.INSPECTIONS_ENTERED, pages.INSPECTIONS_FED_BACK)),
)  # fmt: skip

MEASURES: tuple[Measure, ...] = (
    *COVERAGE_MEASURES, *PEOPLE_MEASURES, *FIELD_MEASURES, *FINDING_MEASURES, *CLUE_MEASURES,
    *RECTIFICATION_MEASURES, *RESULT_MEASURES, *OTHER,
)  # fmt: skip


@cache
def by_name() -> dict[str, Measure]:
    """All figures by their plain names."""
    return {one.name: one for one in MEASURES}


def find(name: str, ask: Ask) -> tuple[Measure, Ask]:
    """A figure by its name with parameters, and the question narrowed by them."""
    plain, params = split(name)
    measure = by_name().get(plain)
    if measure is None:
        raise Invalid(f"没有“{plain}”这个数，xuncha figures 列出全部。")
    return measure, replace(ask, day=day_of(params, ask)).by(**checked(ask, params, measure.params))


def known() -> tuple[Known, ...]:
    """The figures that texts speak of, as the mapper of masked texts knows them."""
    return tuple(
        Known(
            one.name,
            one.words,
            one.params,
            one.unit,
            one.part_of.name if one.part_of else "",
            one.rates,
        )
        for one in MEASURES
        if one.words
    )
