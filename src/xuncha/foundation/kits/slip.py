"""The slip that both sides print: how much of what, the digest of it, and where the log stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from xuncha.foundation.kits.registry import kinds


@dataclass
class Slip:
    """``title`` says which way; the rest must read the same on both sides."""

    title: str
    team: str
    machine: str
    holder: str
    number: int
    content: str
    head: str
    made_at: str
    sha256: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """As it is printed."""
        told = "，".join(f"{name} {count}" for name, count in self.named_counts())
        return [
            f"{self.title}　第 {self.number} 包　内部",
            f"使用组：{self.team}　设备：{self.machine}　领用人：{self.holder}",
            f"制作时间：{self.made_at}",
            f"件数：{told or '没有'}",
            f"内容摘要：{self.content}",
            f"审计链头：{self.head}",
            f"文件 SHA-256：{self.sha256}",
        ]

    def named_counts(self) -> list[tuple[str, int]]:
        """Kinds in words."""
        return [
            (str(kinds()[label].model._meta.verbose_name), count)
            for label, count in sorted(self.counts.items())
        ]

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)
