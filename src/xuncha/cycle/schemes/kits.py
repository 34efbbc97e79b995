"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "schemes.scheme",
    "schemes.schemeversion",
    "schemes.schemerow",
    "schemes.schemetie",
    "schemes.schemestep",
    "schemes.changerequest",
    "schemes.schemeimport",
    "schemes.schemereview",
    "schemes.reviewseat",
    "schemes.rowopinion",
    "schemes.schemerules",
    why="整改方案在巡察结束以后，只在办公室办理",
)
