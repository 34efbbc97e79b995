"""Asking for a dossier, packing it beside the pages, handing it out."""

from __future__ import annotations

from typing import Any, BinaryIO

from xuncha.cycle.planning.models import Round
from xuncha.foundation import access
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.selectors import last_line
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_made
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.foundation.jobs.services import start
from xuncha.insight.papers.dossier.catalogue import periods_on
from xuncha.insight.papers.dossier.gathering import gather
from xuncha.insight.papers.dossier.packing import Packed, Packer, scratch_file
from xuncha.insight.papers.models import Dossier
from xuncha.insight.papers.services import code_of_today
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict

PACK = "papers.dossier"
GONE = "案卷包只在系统里留 30 天，这一份已经清理；请重新生成。"


@service
def ask_dossier(actor: Actor, *, round_id: int) -> Job:
    """Have a round's dossier packed, as this person may read the round."""
    found = access.get_or_404(actor, Round, pk=round_id)
    row = Dossier(code=code_of_today("J"), round=found, asked_by_id=actor.user_id,
                  asked_at=clock.now())  # fmt: skip
    access.require(actor, "create", row)
    row.save(force_insert=True)
    record(actor, "papers.dossier.asked", row, round=found.pk)
    arguments = {"user_id": actor.user_id, "dossier_id": row.pk, "round_id": found.pk}
    return start(actor, kind=PACK, arguments=arguments, title=f"生成{found.term}{found}案卷")


@job(PACK, "生成案卷")
def pack(progress: Progress, *, user_id: int, dossier_id: int, round_id: int) -> dict[str, Any]:
    """Pack as whoever asked. Run twice, the later one stays."""
    actor = build_actor(User.objects.get(pk=user_id))
    row = access.get_or_404(actor, Dossier, pk=dossier_id, related=("round__term",))
    access.require(actor, "create", row)
    in_force, (number, digest) = periods_on(clock.today()), last_line()
    head = f"第 {number} 条 {digest[:16]}"
    about = [
        ("轮次", f"{row.round.term}{row.round}"), ("案卷编号", row.code),
        ("生成", f"{clock.now().astimezone(clock.CHINA):%Y-%m-%d %H:%M} {actor.name}"),
        ("范围", "按生成人的查看范围；线索、信访件另行归档，不在其中"),
        ("保管期限", f"第 {in_force.number} 版" if in_force.number else "系统自带"),
        ("审计链头", head),
    ]  # fmt: skip
    trace = f"案卷编号 {row.code}　{actor.name}归档　审计链头 {head}"
    with scratch_file() as out:
        packer = Packer(
            actor, out, title=f"{row.round.term}{row.round}巡察案卷", trace=trace,
            periods=in_force.settings,
        )  # fmt: skip
        packed = packer.pack(
            gather(actor, row.round),
            about,
            lambda done, total: progress.step(done, total + 1, "逐件归入"),
        )
        out.seek(0)
        keep_dossier(actor, dossier_id=row.pk, content=out, packed=packed, rules=in_force.number)
    words = f"共 {packed.pieces} 件，缺 {packed.missing} 件。"
    return {"sentence": words}


def keep_dossier(
    actor: Actor, *, dossier_id: int, content: BinaryIO, packed: Packed, rules: int
) -> Dossier:  # fmt: skip
    """Seal the package, then note what it holds."""
    row = access.get_or_404(actor, Dossier, pk=dossier_id)
    stored = keep_made(actor, content=content, name=f"案卷{row.code}.zip", kind="zip")
    return _note(actor, row=row, stored=stored, packed=packed, rules=rules)


@service
def _note(
    actor: Actor, *, row: Dossier, stored: StoredFile, packed: Packed, rules: int
) -> Dossier:  # fmt: skip
    access.require(actor, "create", row)
    row.file, row.sha256, row.manifest_sha256 = stored, stored.sha256, packed.manifest_sha256
    row.pieces, row.pages, row.missing = packed.pieces, packed.pages, packed.missing
    row.rules_number, row.done_at = rules, clock.now()
    row.save()
    record(
        actor, "papers.dossier.packed", row, pieces=row.pieces, missing=row.missing,
        sha256=row.sha256, manifest=row.manifest_sha256,
    )  # fmt: skip
    return row


@service
def open_dossier(actor: Actor, *, dossier_id: int) -> StoredFile:
    """The package; noted in the log."""
    row = access.get_or_404(actor, Dossier, pk=dossier_id, related=("file",))
    access.require(actor, "open", row)
    if row.file is None:
        raise Conflict(GONE if row.done_at else "案卷还没有生成好，请到后台任务看进度。")
    record(actor, "papers.dossier.opened", row, sha256=row.sha256)
    return row.file
