"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "evaluation.evaluation",
    "evaluation.score",
    "evaluation.evaluationanswer",
    "evaluation.lifemeeting",
    "evaluation.lifemeetingfinding",
    "evaluation.lifemeetingfile",
    "evaluation.publicity",
    "evaluation.objection",
    "evaluation.report",
    "evaluation.reportedition",
    "evaluation.reportdifference",
    "evaluation.evaluationrules",
    "evaluation.survey",
    "evaluation.surveysheet",
    "evaluation.evaluationstep",
    why="整改评估在巡察结束以后，只在办公室办理",
)
