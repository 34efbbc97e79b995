"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "rectification.ledgerimport",
    "rectification.item",
    "rectification.measure",
    "rectification.progress",
    "rectification.proof",
    "rectification.itemstep",
    "rectification.signal",
    "rectification.extension",
    "rectification.extensionrules",
    "rectification.itemtally",
    "rectification.duemove",
    why="整改在巡察结束以后，只在办公室办理",
)
