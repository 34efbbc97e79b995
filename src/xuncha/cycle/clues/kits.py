"""Clues never leave."""

from xuncha.foundation.kits.registry import stays

stays(
    "clues.clue",
    "clues.cluetext",
    "clues.handover",
    "clues.copy",
    "clues.copyclock",
    "clues.outcome",
    "clues.cluekey",
    "clues.cluegrant",
    "clues.clueread",
    "clues.cluerules",
    why="线索封存在专柜，永远不离开办公室",
)
