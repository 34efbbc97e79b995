"""The readable head of a package, and what is asked of it before anything else."""

from __future__ import annotations

from typing import Any

from xuncha.foundation.audit.models import AuditHead
from xuncha.foundation.kits import schema
from xuncha.foundation.kits.package import Package
from xuncha.foundation.kits.slip import Slip
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid

FORMAT, VERSION = "xuncha-kit", 1
_NEEDED = {
    "way": str, "team": str, "team_id": int, "round": str, "machine": str, "holder": str,
    "number": int, "follows": int, "answers": int, "office": str, "made_at": str, "content": str,
    "counts": dict, "head": str, "valid_until": str, "schema": str,
}  # fmt: skip


def common(way: str, **more: Any) -> dict[str, Any]:
    """What every head says."""
    return {
        "format": FORMAT, "version": VERSION, "label": "内部", "way": way,
        "schema": schema.fingerprint(), "head": chain_head(),
        "made_at": clock.now().isoformat(timespec="seconds"), **more,
    }  # fmt: skip


def chain_head() -> str:
    """Where this site's log stands."""
    head = AuditHead.objects.filter(pk=1).first()
    return f"{head.number}:{head.digest[:16]}" if head else "0:"


def check(package: Package, way: str) -> dict[str, Any]:
    """The head, if it is one of ours, of this program's tables, and goes the way that is meant."""
    head, name = package.head, package.name
    if head.get("format") != FORMAT or not all(
        isinstance(head.get(key), kind) for key, kind in _NEEDED.items()
    ):
        raise Invalid(f"“{name}”的文件头不完整，不是能用的外出数据包。")
    if head.get("version") != VERSION or head["schema"] != schema.fingerprint():
        raise Invalid(f"“{name}”是另一个版本的程序做的，请让两边的程序版本一致以后重新制作。")
    if head["way"] != way:
        raise Invalid(
            f"“{name}”是发给外出设备的包，请在外出设备上用 kit open 打开。" if way == "back"
            else f"“{name}”是外出站点带回的包，请在办公室用 kit merge 并入。"
        )  # fmt: skip
    return head


def slip_of(head: dict[str, Any], sha256: str) -> Slip:
    """The slip that both sides print."""
    return Slip(
        title="外出数据包" if head["way"] == "out" else "带回数据包",
        team=f"{head['round']}{head['team']}", machine=head["machine"], holder=head["holder"],
        number=head["number"], content=head["content"], head=head["head"],
        made_at=head["made_at"], sha256=sha256, counts=head["counts"],
    )  # fmt: skip
