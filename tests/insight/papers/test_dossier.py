"""A round's dossier: whole, provable without the system, telling what is missing, silent about
clues and petitions."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.fielded import Fielded
from tests.fieldworked import published
from tests.lettered import answered
from tests.papered import drafted, signed, third
from tests.people import Cast
from tests.petitioned import late_letter
from tests.scenarios import TODAY, Story
from xuncha.cycle.rectification.services import telling
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.workpapers.models import Paper, PaperStep
from xuncha.cycle.workpapers.services import signing, writing
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.files.selectors import read_bytes
from xuncha.foundation.jobs import runner
from xuncha.foundation.jobs.models import Job
from xuncha.insight.papers import converting
from xuncha.insight.papers.dossier.catalogue import CATALOGUE, periods_on, set_archive_rules
from xuncha.insight.papers.dossier.dropping import drop_packages
from xuncha.insight.papers.dossier.gathering import gather
from xuncha.insight.papers.dossier.services import ask_dossier, open_dossier
from xuncha.insight.papers.models import Dossier
from xuncha.insight.papers.registry import every
from xuncha.insight.papers.services import print_paper
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(converting, "program", lambda: None)
    with clock.at(TODAY):
        yield


def packed(people: Cast, round_id: int, name: str = "liwen") -> Dossier:
    job = ask_dossier(people.actor(name), round_id=round_id)
    runner.run(job.pk)
    ended = Job.objects.get(pk=job.pk)
    assert ended.error == ""
    return Dossier.objects.get(pk=ended.arguments["dossier_id"])


def unpacked(row: Dossier, folder: Path) -> dict[str, Any]:
    assert row.file is not None
    with zipfile.ZipFile(BytesIO(read_bytes(row.file))) as package:
        package.extractall(folder)
    told: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return told


def verified(folder: Path, *more: str) -> tuple[int, str]:
    """The script of the dossier, run with nothing of the house within reach."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py"), *more], cwd=folder,
        capture_output=True, check=False, text=True, encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.returncode, done.stdout


def test_it_holds_papers_and_files_and_proves_itself(
    story: Story, people: Cast, tmp_path: Path
) -> None:  # fmt: skip
    letter = answered(story, people)
    telling.add_proof(
        people.actor("zhoulan"), item_id=story.items[2].pk, name="清运记录.txt",
        stream=BytesIO("清运三车".encode()), effective_on=TODAY, proves="证明已清运",
    )  # fmt: skip
    row = packed(people, story.round.pk)
    told = unpacked(row, tmp_path)
    titles = [one["title"] for one in told["lines"]]
    proof = next(one for one in told["lines"] if one["title"] == "佐证：清运记录.txt")
    assert (tmp_path / proof["path"]).read_text("utf-8") == "清运三车"
    assert f"督办文书：{letter}" in titles
    assert row.pieces == len(titles) == len({one["path"] for one in told["lines"]})
    index = (tmp_path / "index.html").read_text("utf-8")
    assert all(one["sha256"] in index and one["path"] in index for one in told["lines"])
    assert "<script" not in index
    assert verified(tmp_path, row.manifest_sha256)[0] == 0
    (tmp_path / told["lines"][0]["path"]).write_bytes(b"x")
    (tmp_path / told["lines"][1]["path"]).unlink()
    (tmp_path / "files" / "多出来的.txt").write_text("x")
    status, words = verified(tmp_path)
    assert status == 1
    assert all(one in words for one in ("被改动过", "缺少", "清单里没有"))
    (tmp_path / "manifest.json").write_text(json.dumps({"files": []}), "utf-8")
    assert "清单被改动过" in verified(tmp_path, row.manifest_sha256)[1]
    (tmp_path / "manifest.json").write_text("不是清单", "utf-8")
    assert verified(tmp_path)[0] == 1
    assert "读不懂" in verified(tmp_path)[1]


def test_it_says_what_is_missing_and_who_owes_it(
    field: Fielded, story: Story, people: Cast, tmp_path: Path
) -> None:
    paper, notice = drafted(field, third(field)), published(field, people)
    found = gather(people.actor("liwen"), field.inspection.round)
    told = {(one.who, one.unit, one.what, one.why) for one in found.missing}
    unit, other = field.inspection.organisation.name, field.other.organisation.name
    assert ("巡察组", unit, f"巡察问题底稿：{paper}", "没有审签") in told
    assert ("巡察组", other, "进驻公告", "一份也没有") in told
    assert f"进驻公告：{notice}" in {one.title for one in found.pieces}
    row = packed(people, field.inspection.round_id)
    unpacked(row, tmp_path)
    assert "没有审签" in (tmp_path / "missing.html").read_text("utf-8")
    assert row.missing == len(found.missing)


def test_no_clue_and_no_petition_gets_in(
    field: Fielded, story: Story, people: Cast, tmp_path: Path
) -> None:
    petition = late_letter(field.inspection)
    row = packed(people, field.inspection.round_id)
    unpacked(row, tmp_path)
    words = [path.read_text("utf-8") for path in tmp_path.glob("*.html")]
    for path in tmp_path.glob("files/*.docx"):
        with zipfile.ZipFile(path) as paper:
            words.append(paper.read("word/document.xml").decode())
    assert len(words) > 3
    assert not any(petition.text in one or petition.code in one for one in words)
    filed = {name for one in CATALOGUE for name in one.kinds}
    assert not any("petition" in name or "clue" in name for name in filed)
    assert "round_statistics" not in filed
    assert filed <= {one.name for one in every()}


def test_the_package_is_its_makers_and_goes_after_a_month(
    story: Story, people: Cast
) -> None:  # fmt: skip
    row = packed(people, story.round.pk)
    assert open_dossier(people.actor("liwen"), dossier_id=row.pk) == row.file
    assert AuditRow.objects.filter(verb="papers.dossier.opened").exists()
    with pytest.raises(Refused, match="只有生成人"):
        open_dossier(people.actor("song"), dossier_id=row.pk)
    with pytest.raises(Absent):
        open_dossier(people.actor("zhoulan"), dossier_id=row.pk)
    with pytest.raises(Refused):
        ask_dossier(people.actor("hejingan"), round_id=story.round.pk)
    with clock.at(TODAY + dt.timedelta(days=31)):
        assert drop_packages(SYSTEM) == 1
        with pytest.raises(Conflict, match="30 天"):
            open_dossier(people.actor("liwen"), dossier_id=row.pk)


def test_a_recusal_that_came_later_shuts_the_package(story: Story, people: Cast) -> None:
    first = packed(people, story.round.pk)
    assert any(
        one.unit == story.water.name for one in gather(people.actor("liwen"), story.round).pieces
    )
    later = TODAY + dt.timedelta(days=1)
    with clock.at(later):
        Recusal.objects.create(
            user=people["liwen"], organisation=story.water, ground="other", words="近亲属任职",
            origin="office", key="a", raised_at=clock.now(),
        )  # fmt: skip
        with pytest.raises(Refused, match="请重新生成"):
            open_dossier(people.actor("liwen"), dossier_id=first.pk)
    with clock.at(later + dt.timedelta(days=1)):
        again = packed(people, story.round.pk)
        assert open_dossier(people.actor("liwen"), dossier_id=again.pk) == again.file
        assert again.pieces < first.pieces


def test_a_paper_that_became_a_clue_since_shuts_the_package(field: Fielded, people: Cast) -> None:
    paper = drafted(field, third(field))
    row = packed(people, paper.inspection.round_id)
    later = TODAY + dt.timedelta(days=1)
    with clock.at(later):
        PaperStep.objects.create(
            paper=paper,
            action="hand_over",
            label="移交",
            revision=1,
            by_name="组长",
            at=clock.now(),
        )
        with pytest.raises(Refused, match="已经移交"):
            open_dossier(people.actor("liwen"), dossier_id=row.pk)
    with clock.at(later + dt.timedelta(days=1)):
        again = packed(people, paper.inspection.round_id)
        assert open_dossier(people.actor("liwen"), dossier_id=again.pk) == again.file


def test_what_became_a_clue_is_kept_in_no_print_and_no_package(
    field: Fielded, story: Story, people: Cast
) -> None:
    paper, leader = signed(field, third(field)), field.actor(field.leader)
    row, other = packed(people, paper.inspection.round_id), packed(people, story.round.pk)
    print_ = print_paper(leader, kind="working_paper", record_id=paper.pk)
    late = Dossier.objects.create(
        code="J1", round=row.round, asked_at=row.asked_at, file=row.file, sha256="a",
        manifest_sha256="b",
    )  # fmt: skip
    Paper.objects.filter(pk=paper.pk).update(destination="clue")
    signing.hand_over_paper(leader, paper_id=paper.pk, version=paper.version)
    for one in (row, other, print_, late):
        one.refresh_from_db()
    assert (row.file, late.file, print_.file) == (None, None, None)
    assert other.file is not None
    assert row.manifest_sha256
    with pytest.raises(Refused, match="已经移交"):
        open_dossier(people.actor("liwen"), dossier_id=row.pk)
    Dossier.objects.filter(pk=row.pk).update(file=other.file)
    assert drop_packages(SYSTEM) == 1
    assert Dossier.objects.filter(file__isnull=False).get() == other


def test_files_of_a_draft_stay_out(field: Fielded, people: Cast) -> None:
    author = third(field)
    paper = drafted(field, author)
    writing.add_paper_file(
        field.actor(author), paper_id=paper.pk, stream=BytesIO(b"x"), name="清单.txt", note="清单"
    )
    told = gather(people.actor("liwen"), paper.inspection.round)
    assert not [one for one in told.pieces if "清单.txt" in one.title]
    paper.refresh_from_db()
    for user in (author, field.member, field.leader):
        paper = signing.sign_paper(field.actor(user), paper_id=paper.pk, version=paper.version)
    told = gather(people.actor("liwen"), paper.inspection.round)
    assert len([one for one in told.pieces if "清单.txt" in one.title]) == 1


def test_periods_change_by_version(story: Story, people: Cast, tmp_path: Path) -> None:
    director = people.actor("song")
    with pytest.raises(Invalid, match="永久、30年或者10年"):
        set_archive_rules(director, effective_on=TODAY, note="试", values={"plan": "3年"})
    set_archive_rules(director, effective_on=TODAY, note="按区里目录", values={"plan": "30年"})
    assert periods_on(TODAY).settings["plan"] == "30年"
    assert periods_on(TODAY - dt.timedelta(days=1)).settings["plan"] == "永久"
    told = unpacked(packed(people, story.round.pk), tmp_path)
    plan = next(one for one in told["lines"] if one["series"] == "轮次工作方案")
    assert plan["period"] == "30年"


def test_the_pages(story: Story, people: Cast) -> None:
    client = Client()
    client.force_login(people["song"])
    url = f"/prints/rounds/{story.round.pk}/"
    assert url in client.get(f"/rounds/{story.round.pk}/").content.decode()
    page = client.get(url).content.decode()
    assert "缺什么，由谁补" in page
    assert client.post(f"{url}pack/").headers["Location"].startswith("/jobs/")
    rules = client.post("/prints/archive-rules/new/", {"note": "", "effective_on": "2020-01-01"})
    assert rules.status_code == 400
