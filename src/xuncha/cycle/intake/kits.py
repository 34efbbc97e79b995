"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "intake.paperintake",
    "intake.intakefinding",
    why="读入的文件只在办公室办理",
)
