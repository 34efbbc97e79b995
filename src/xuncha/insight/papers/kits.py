"""These stay at the office: each site makes its own."""

from xuncha.foundation.kits.registry import stays

stays(
    "papers.papertemplate",
    "papers.printedpaper",
    "papers.archiverules",
    "papers.dossier",
    why="文书和案卷只在办公室留存",
)
