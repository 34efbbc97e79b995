"""What a form of evaluation is: indicators with weights, grades, vetoes. And the presets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a form. ``source`` names what the system counts (``scoring.measures``), or
    ``asked``: a person gives the points and says why; ``guide`` tells him by what."""

    code: str
    aspect: str
    title: str
    weight: int
    source: str = ASKED
    guide: str = ""

    @property
    def is_asked(self) -> bool:
        return self.source == ASKED


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the least points for it; the last one has none."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Veto:
    """From so many on (nought: off) the grade is at best ``cap``, counted from the best (0)."""

    code: str
    at: int
    cap: int


@dataclass(frozen=True, slots=True)
class Form:
    """A preset, or what an office made of it. Weights come to 100."""

    key: str
    title: str
    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    vetoes: tuple[Veto, ...]

    def grade_of(self, points: float) -> str:
        """The grade that the points earn."""
        return next(one.name for one in self.grades if points >= one.least)

    def place(self, name: str) -> int:
        """How far a grade stands from the best."""
        return [one.name for one in self.grades].index(name)

    def to_dict(self) -> dict[str, Any]:
        """As an evaluation keeps it."""
        return {
            "key": self.key, "title": self.title,
            "indicators": [
                [one.code, one.aspect, one.title, one.weight, one.source, one.guide]
                for one in self.indicators
            ],
            "grades": [[one.name, one.least] for one in self.grades],
            "vetoes": [[one.code, one.at, one.cap] for one in self.vetoes],
        }  # fmt: skip

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Form:
        """As it was kept."""
        return cls(
            told["key"], told["title"],
            tuple(Indicator(*one) for one in told["indicators"]),
            tuple(Grade(*one) for one in told["grades"]),
            tuple(Veto(*one) for one in told["vetoes"]),
        )  # fmt: skip

    def changed(
        self, weights: Mapping[str, int], least: Mapping[int, int], vetoes: Mapping[str, int]
    ) -> Form:
        """With other numbers: weights by indicator, least points by grade, vetoes by code."""
        return replace(
            self,
            indicators=tuple(
                replace(one, weight=weights.get(one.code, one.weight)) for one in self.indicators
            ),
            grades=tuple(
                replace(one, least=least.get(at, one.least)) for at, one in enumerate(self.grades)
            ),
            vetoes=tuple(replace(one, at=vetoes.get(one.code, one.at)) for one in self.vetoes),
        )


VETO_WORDS = {
    "untrue": "实地核查不属实的事项",
    "reopened": "高风险事项重新整改的",
    "differing": "报告和台账对不上的数",
    "unsatisfied": "群众满意率",
    "accounted": "发出的巡察整改问责书",
}
"""What each veto counts, as the forms show it."""


def _vetoes(untrue_cap: int, *, untrue: int = 3) -> tuple[Veto, ...]:
    return (
        Veto("untrue", untrue, untrue_cap), Veto("reopened", 1, 2), Veto("differing", 5, 2),
        Veto("unsatisfied", 80, 1), Veto("accounted", 1, untrue_cap),
    )  # fmt: skip


def _grades(*names: str) -> tuple[Grade, ...]:
    return tuple(Grade(name, least) for name, least in zip(names, (90, 80, 60, 0), strict=True))


_HEAD = "主要负责人主持研究、到现场推动、听取汇报的记录"
_DUTY = "责任清单和实际分工"
_WRITTEN = "该单位的书面意见"
_WHOLE = "是否举一反三、建章立制，制度有没有执行"

PRESETS = (
    Form(
        "tasks", "任务为主", (
            Indicator("lead", "组织领导", "主要负责人履行第一责任人责任", 10, guide=_HEAD),
            Indicator("steps", "组织领导", "方案、报告、公开、民主生活会按期做到", 5, "steps"),
            Indicator("duty", "责任落实", "责任到岗到人，分管领导推动", 9, guide=_DUTY),
            Indicator("letters", "责任落实", "督办文书按期答复", 6, "letters"),
            Indicator("claimed", "整改任务完成", "申报完成（自称）", 5, "claimed"),
            Indicator("verified", "整改任务完成", "经另一人核实（核实）", 15, "verified"),
            Indicator("sustained", "整改任务完成", "经回访巩固（巩固）", 10, "sustained"),
            Indicator("on_time", "整改任务完成", "没有超过原定时限", 8, "on_time"),
            Indicator("clean", "整改任务完成", "没有认定的疑点", 6, "clean"),
            Indicator("kept", "整改任务完成", "没有重新整改", 6, "kept"),
            Indicator("money", "整改任务完成", "应追缴的追回", 5, "money"),
            Indicator("proven", "整改任务完成", "申报的事项有佐证", 5, "proven"),
            Indicator("satisfied", "群众满意度", "测评满意率", 10, "satisfied"),
        ), _grades("优秀", "良好", "一般", "差"), _vetoes(3),
    ),
    Form(
        "five", "五项指标", (
            Indicator("lead", "研究部署", "党组织专题研究、部署", 12, guide=_HEAD),
            Indicator("steps", "研究部署", "方案、报告、公开、民主生活会按期做到", 8, "steps"),
            Indicator("verified", "任务落实", "经另一人核实（核实）", 20, "verified"),
            Indicator("sustained", "任务落实", "经回访巩固（巩固）", 10, "sustained"),
            Indicator("on_time", "任务落实", "没有超过原定时限", 10, "on_time"),
            Indicator("letters", "组织落实", "督办文书按期答复", 5, "letters"),
            Indicator("proven", "组织落实", "申报的事项有佐证", 10, "proven"),
            Indicator("satisfied", "满意度", "测评满意率", 15, "satisfied"),
            Indicator("whole", "综合评价", "标本兼治，建章立制", 10, guide=_WHOLE),
        ), _grades("好", "较好", "一般", "差"), _vetoes(3),
    ),
    Form(
        "four", "四个方面", (
            Indicator("lead", "主体责任", "主要负责人履行第一责任人责任", 10, guide=_HEAD),
            Indicator("duty", "主体责任", "班子成员“一岗双责”", 10, guide="分管领域问题的推动情况"),
            Indicator("steps", "组织实施", "方案、报告、公开、民主生活会按期做到", 10, "steps"),
            Indicator("letters", "组织实施", "督办文书按期答复", 5, "letters"),
            Indicator("verified", "整改成效", "经另一人核实（核实）", 20, "verified"),
            Indicator("sustained", "整改成效", "经回访巩固（巩固）", 10, "sustained"),
            Indicator("kept", "整改成效", "没有重新整改", 5, "kept"),
            Indicator("money", "整改成效", "应追缴的追回", 5, "money"),
            Indicator("whole", "整改成效", "标本兼治，建章立制", 10, guide=_WHOLE),
            Indicator("satisfied", "民主测评", "测评满意率", 15, "satisfied"),
        ), _grades("优秀", "较好", "一般", "差"), _vetoes(3),
    ),
    Form(
        "effects", "成效加否决", (
            Indicator("lead", "责任", "主要负责人履行第一责任人责任", 15, guide=_HEAD),
            Indicator("steps", "程序", "方案、报告、公开、民主生活会按期做到", 15, "steps"),
            Indicator("on_time", "进度", "没有超过原定时限", 15, "on_time"),
            Indicator("verified", "成效", "经另一人核实（核实）", 10, "verified"),
            Indicator("sustained", "成效", "经回访巩固（巩固）", 10, "sustained"),
            Indicator("true", "成效", "实地核查属实", 10, "true"),
            Indicator("money", "成效", "应追缴的追回", 5, "money"),
            Indicator("clean", "成效", "没有认定的疑点", 5, "clean"),
            Indicator("satisfied", "评价", "测评满意率", 15, "satisfied"),
        ), _grades("优秀", "良好", "一般", "差"), _vetoes(3, untrue=5),
    ),
    Form(
        "voices", "五看四测评", (
            Indicator("duty", "看责任", "责任落实", 10, guide=_HEAD),
            Indicator("verified", "看问题", "经另一人核实（核实）", 15, "verified"),
            Indicator("sustained", "看问题", "经回访巩固（巩固）", 10, "sustained"),
            Indicator("whole", "看制度", "标本兼治，建章立制", 10, guide=_WHOLE),
            Indicator("account", "看追责", "该追责的追责", 10, guide="问责情况和问题性质是否相当"),
            Indicator("growth", "看促发展", "整改推动工作", 5, guide="用事例和数据说明"),
            Indicator("satisfied", "职工测评", "测评满意率", 10, "satisfied"),
            Indicator("discipline", "派驻（乡镇）纪委测评", "日常监督情况", 10, guide=_WRITTEN),
            Indicator("organisation", "组织部门测评", "选人用人和党建整改", 10, guide=_WRITTEN),
            Indicator("steps", "巡察机构测评", "方案、报告、公开、民主生活会按期做到", 10, "steps"),
        ), _grades("优秀", "合格", "基本合格", "不合格"), _vetoes(3),
    ),
)  # fmt: skip

BY_KEY = {one.key: one for one in PRESETS}
