"""These stay at the office: each site makes its own."""

from xuncha.foundation.kits.registry import stays

stays("figures.snapshot", "figures.frozenfigure", why="封存的统计数涉及全区")
