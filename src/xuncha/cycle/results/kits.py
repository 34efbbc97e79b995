"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "results.commonproblem",
    "results.commontie",
    "results.selfcheck",
    "results.institution",
    "results.institutionfinding",
    "results.institutionfile",
    "results.jointplan",
    "results.result",
    "results.resultbasis",
    "results.resultanswer",
    "results.resultcount",
    "results.resultfile",
    "results.resultrules",
    "results.resultstep",
    why="成果运用在巡察结束以后，只在办公室办理",
)
