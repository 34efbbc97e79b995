"""Out, worked on, back, asked about, wiped: two real databases and nothing between them but
files."""

from __future__ import annotations

import pytest

from tests.homes import Home
from tests.inquired import recorded
from tests.outing import Outing, act, run
from tests.papered import drafted, words
from tests.scenarios import TODAY
from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.models import Clash
from xuncha.cycle.outings.services.keeping import is_certificate, take_certificate
from xuncha.cycle.outings.services.settling import settle_clash
from xuncha.cycle.workpapers.models import Paper, PaperVersion
from xuncha.cycle.workpapers.services import writing
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.files.selectors import read_bytes
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict

WORK = """
import datetime as dt, io
from dataclasses import replace
from xuncha.cycle.inquiry.models import Talk
from xuncha.cycle.inquiry.services import talks
from xuncha.cycle.workpapers.content import Words
from xuncha.cycle.workpapers.models import Paper, PaperVersion
from xuncha.cycle.workpapers.services import writing
leader, member = actor("luyi"), actor("guer")
paper = Paper.objects.get(number=1)
old = PaperVersion.objects.get(paper=paper)
words = Words(title="外出改的标题", origin=old.origin, summary="外出改的概述",
              discovery=old.discovery, support=old.support, basis=old.basis)
writing.change_paper(member, paper_id=paper.pk, version=paper.version, words=words)
words = replace(words, title="外出新写的底稿")
fresh = writing.create_paper(member, inspection_id=paper.inspection_id, words=words)
writing.add_paper_file(member, paper_id=fresh.pk, stream=io.BytesIO("进点照片".encode()),
                       name="照片.txt", note="")
talk = Talk.objects.get(number=1)
talks.sign_talk(leader, talk_id=talk.pk, version=talk.version)
talk.refresh_from_db()
talks.countersign_talk(member, talk_id=talk.pk, version=talk.version)
print(fresh.pk)
"""


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(TODAY):
        yield


def test_out_and_back(outing: Outing) -> None:
    field = outing.field
    member = field.actor(field.member)
    paper = drafted(field, field.member, title="底稿甲")
    talk = recorded(field)
    package, slip = outing.send()
    home = outing.machine()
    opened = run(home, "kit", "open", str(package))
    assert opened["slip"] == slip.told()

    back = outing.folder / "back.xck"
    said = act(home, WORK, back)
    fresh = int(said.split()[0])
    assert fresh > 10**9
    # meanwhile at the office: the same title otherwise, and a paper with the same number
    paper.refresh_from_db()
    old = PaperVersion.objects.get(paper=paper)
    writing.change_paper(
        member, paper_id=paper.pk, version=paper.version,
        words=words(title="办公室改的标题", summary=old.summary, facts=()),
    )  # fmt: skip
    drafted(field, field.leader, title="办公室新写的底稿")

    before = AuditRow.objects.count()
    rehearsed = outing.merge(back, rehearse=True)
    assert AuditRow.objects.count() == before
    assert not Paper.objects.filter(pk=fresh).exists()

    merged = outing.merge(back)
    assert merged.renumbered == ["底稿：带回的 2 号与已有的重号，改为 3 号。"]
    assert rehearsed.records == merged.records
    brought = Paper.objects.get(pk=fresh)
    assert (brought.number, brought.title) == (3, "外出新写的底稿")
    stored = brought.versions.get().files.get().file
    assert read_bytes(stored) == "进点照片".encode()
    talk.refresh_from_db()
    assert talk.state == "signed"
    assert talk.countersigned_by_id == field.member.pk
    # the log says so of each record, and the package comes once only
    lines = AuditRow.objects.filter(verb="outings.record.merged")
    assert {(one.object_kind, one.object_id) for one in lines} >= {
        ("workpapers.paper", str(fresh)), ("inquiry.talk", str(talk.pk))
    }  # fmt: skip
    with pytest.raises(Conflict, match="已经并入"):
        outing.merge(back)
    _settle(outing, paper)
    _go_on(outing, home, fresh, merged.receipt)


def _settle(outing: Outing, paper: Paper) -> None:
    """The title was changed on both sides: the office's stands until somebody decides."""
    version = PaperVersion.objects.get(paper=paper)
    assert version.summary == "外出改的概述"
    assert version.title == "办公室改的标题"
    rows = Clash.objects.filter(state=ClashState.OPEN).order_by("pk")
    assert {(one.kind, one.column) for one in rows} == {
        ("workpapers.paper", "title"), ("workpapers.paperversion", "title")
    }  # fmt: skip
    one = rows.get(kind="workpapers.paperversion")
    assert (one.base, one.office, one.brought) == ("底稿甲", "办公室改的标题", "外出改的标题")
    assert one.field_who == "顾二"
    with pytest.raises(Absent):
        settle_clash(outing.field.actor(outing.field.stranger), clash_id=one.pk, version=1,
                     choice="take")  # fmt: skip
    leader = outing.field.actor(outing.field.leader)
    for row in rows:
        settle_clash(leader, clash_id=row.pk, version=row.version, choice="take")
    version.refresh_from_db()
    assert version.title == "外出改的标题"
    with pytest.raises(Conflict):
        settle_clash(leader, clash_id=one.pk, version=2, choice="keep")


LATER = """
import contextlib, io, os
from xuncha.cli import main
from xuncha.cycle.outings import wiping
from xuncha.cycle.workpapers.models import Paper, PaperVersion
from xuncha.foundation.kits import station
home, out = os.environ["XUNCHA_HOME"], {folder!r}
def said(status, *words):
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        assert main(["kit", *words]) == status, told.getvalue()
    return told.getvalue()
proof = out + "/证明.docx"
assert "--receipt" in said(2, "wipe", "--by", "顾二", "--certificate", proof)
assert "--by" in said(2, "wipe", "--certificate", proof)
wiping.refuse_early(wiping.Wish("顾二", receipt={receipt!r}.lower().replace("-", " ")))
assert "旧的包" in said(2, "open", out + "/1.xck")
said(0, "open", {package!r})
assert Paper.objects.get(pk={fresh}).number == 3
assert PaperVersion.objects.get(paper__number=1).title == "外出改的标题"
assert Paper.objects.get(number=2).title == "办公室新写的底稿"
assert station.read().number == 2
from xuncha.cycle.outings.returning import unhanded
assert unhanded(station.read()) == 0
from xuncha.cycle.workpapers.content import Words
from xuncha.cycle.workpapers.services import writing
row = Paper.objects.get(pk={fresh})
words = Words(title="又一件", origin="talk")
made = writing.create_paper(actor("guer"), inspection_id=row.inspection_id, words=words)
assert made.pk > row.pk + 10**9 - 100
assert "还有 1 条记录的改动没有带回" in said(2, "wipe", "--by", "顾二", "--certificate", proof)
assert "--reason" in said(2, "wipe", "--by", "顾二", "--force", "--certificate", proof)
told = said(0, "wipe", "--by", "顾二", "--force", "--reason", "机器要返修", "--certificate", proof)
assert "已清理" in told
assert not os.path.exists(home)
"""


def _go_on(outing: Outing, home: Home, fresh: int, receipt: str) -> None:
    """The newer state goes out to the same machine; then the machine is wiped."""
    package, _ = outing.send()
    act(home, LATER.format(
        folder=str(outing.folder), package=str(package), fresh=fresh, receipt=receipt
    ))  # fmt: skip
    proof = outing.folder / "证明.docx"
    assert is_certificate(proof)
    assert not is_certificate(package)
    row = take_certificate(SYSTEM, source=proof)
    assert row.wiped_on == TODAY
    assert AuditRow.objects.filter(verb="outings.machine.wiped", reason="机器要返修").exists()
    with pytest.raises(Conflict, match="已经登记清理"):
        take_certificate(SYSTEM, source=proof)
    with pytest.raises(Conflict, match="已经登记清理"):
        outing.send()
