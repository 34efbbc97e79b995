"""A machine that goes out, for tests: the office is the test's own database, the field site a real
one in a folder of its own, worked on by its own process."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.fielded import Fielded
from tests.homes import Home
from tests.papered import drafted
from tests.scenarios import TODAY
from xuncha.cycle.outings.enums import Way
from xuncha.cycle.outings.models import Clash, Exchange, Machine
from xuncha.cycle.outings.services.making import Wanted, make_package
from xuncha.cycle.outings.services.merging import Merged, merge_package
from xuncha.foundation.kits.slip import Slip
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

PHRASE = "correct horse battery"
_OFFSET = """
import json
from xuncha.site.setup import require_site
require_site()
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
def actor(name):
    return build_actor(User.objects.get(username=name), request_id="test")
"""


@dataclass
class Outing:
    """The office's side: ``send`` and ``merge`` as the command line does."""

    field: Fielded
    folder: Path
    count: int = 0

    def send(self, code: str = "XC-01", team: int = 0) -> tuple[Path, Slip]:
        """A package for one of the first team's machines."""
        self.count += 1
        target = self.folder / f"{self.count}.xck"
        slip = make_package(
            SYSTEM, team=self.field.teamed.teams[team], wanted=Wanted(code, "顾二"), target=target,
            passphrase=PHRASE,
        )  # fmt: skip
        return target, slip

    def merge(self, source: Path, **more: Any) -> Merged:
        """Bring one back."""
        return merge_package(SYSTEM, source=source, passphrase=PHRASE, **more)

    def machine(self, name: str = "field") -> Home:
        """An empty folder on a machine."""
        return Home(self.folder / name)


def run(home: Home, *words: str, status: int = 0) -> dict[str, Any]:
    """One command on the field's machine, in JSON."""
    said = home.run(*words, "--json", status=status, XUNCHA_PASSPHRASE=PHRASE)
    told: dict[str, Any] = json.loads(said)
    return told


def act(home: Home, code: str, target: Path | None = None) -> str:
    """Work on the field site; then, in the same process, make the package that goes back."""
    back = (
        f"\nfrom xuncha.cli import main\nassert main(['kit', 'make', '--out', {str(target)!r},"
        " '--json']) == 0\n" if target else ""
    )  # fmt: skip
    return home.run(code=_OFFSET + code + back, XUNCHA_PASSPHRASE=PHRASE)


@pytest.fixture
def outing(field: Fielded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outing:
    """On the story's day, here and out there."""
    real = dt.datetime.now(clock.CHINA)
    offset = dt.datetime.combine(TODAY, real.time(), clock.CHINA) - real
    demo = {"offset_seconds": offset.total_seconds(), "place": "清源区", "day": str(TODAY),
            "password": "", "people": []}  # fmt: skip
    monkeypatch.setattr(settings, "XUNCHA_DEMO", demo)
    return Outing(field, tmp_path)


def brought_back(field: Fielded) -> Clash:
    """A machine of the first team, one package out and one back, of which the title of a working
    paper was changed on both sides. Rows as the merging writes them, without the files."""
    paper = drafted(field, field.member, title="办公室的标题")
    team = field.teamed.teams[0]
    machine = Machine.objects.create(
        team=team, code="XC-07", holder="顾二", configured_at=clock.now(), receipts="x"
    )
    common: dict[str, Any] = {
        "machine": machine, "number": 1, "content": "c" * 64, "head": "1:a",
        "made_at": clock.now(), "at": clock.now(),
    }  # fmt: skip
    Exchange.objects.create(
        way=Way.OUT, sha256="a" * 64, key_range=1, valid_until=team.authorisation.shuts_on, **common
    )
    back = Exchange.objects.create(
        way=Way.BACK, sha256="b" * 64, answers=1, receipt="ABCD-EFGH-JKMN",
        counts={"workpapers.paper": 1}, **common,
    )  # fmt: skip
    return Clash.objects.create(
        exchange=back, inspection=paper.inspection, kind="workpapers.paper", record_id=paper.pk,
        root_kind="workpapers.paper", root_id=paper.pk, column="title", title=f"底稿 {paper}",
        base="发出时的标题", office="办公室的标题", brought="外出的标题",
        group={"whole": False, "rows": []}, field_who="顾二", found_at=clock.now(),
    )  # fmt: skip
