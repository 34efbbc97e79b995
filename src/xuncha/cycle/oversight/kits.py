"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "oversight.alertstep",
    "oversight.charge",
    "oversight.draw",
    "oversight.spotcheck",
    "oversight.checkasked",
    "oversight.checkfile",
    "oversight.letter",
    "oversight.letteritem",
    "oversight.letteranswer",
    "oversight.letterfile",
    "oversight.oversightrules",
    "oversight.oversightstep",
    why="督查督办在巡察结束以后，只在办公室办理",
)
