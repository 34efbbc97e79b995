"""These stay at the office: each site makes its own."""

from xuncha.foundation.kits.registry import stays

stays("search.filetext", why="检索的索引由各站点自己建")
