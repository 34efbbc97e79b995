"""What is not the next package of one of our machines is refused in one sentence that names the
file, and nothing is written."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.outing import PHRASE, Outing
from tests.papered import drafted
from tests.scenarios import TODAY
from xuncha.cycle.outings import heads, opening
from xuncha.cycle.outings.models import Exchange, Machine
from xuncha.cycle.outings.services.making import Wanted, make_package
from xuncha.cycle.outings.services.merging import merge_package
from xuncha.cycle.pool.models import Inspector
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.kits import lines, package, signing, station
from xuncha.foundation.seals import keys
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Conflict, Invalid, Refused, Unavailable, XunchaError

Brought = list[tuple[tuple[str, int], dict[Any, Any], dict[Any, Any]]]


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(package, "WORK", 2**10)  # quick locks: nobody tries to break these
    with clock.at(TODAY):
        yield


class Field:
    """What a machine would bring back, without the machine."""

    def __init__(self, outing: Outing) -> None:
        self.outing = outing
        self.path, _ = outing.send()
        self.head = package.look(self.path).head
        about = next(iter(package.look(self.path).parts(PHRASE)))[1]
        given = json.loads(b"".join(about))["given"]
        self.key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(given["private"]))

    def back(self, name: str, groups: Brought | None = None, **more: Any) -> Path:
        """A return; ``more`` is what its head says instead."""
        told = lines.of_groups(groups or [])
        key = more.pop("key", self.key)
        head = heads.common(
            "back", **{one: self.head[one] for one in ("team", "team_id", "round", "machine")},
            holder="顾二", number=1, follows=1, answers=1, office=signing.own_public(),
            valid_until=self.head["valid_until"], content=lines.digest(told), counts={},
        ) | more  # fmt: skip
        path = self.outing.folder / f"{name}.xck"
        with path.open("wb") as out:
            parts = [("groups", lines.packed(told)), ("rows", lines.packed([])),
                     ("log", lines.packed([]))]  # fmt: skip
            package.write(out, head, parts, PHRASE, key)
        return path


def written() -> tuple[int, ...]:
    return Exchange.objects.count(), Machine.objects.count(), StoredFile.objects.count()


def refused(outing: Outing, source: Path, said: str) -> None:
    before = written()
    with pytest.raises(XunchaError) as refusal:
        outing.merge(source)
    assert said in refusal.value.sentence
    assert source.name in refusal.value.sentence
    assert written() == before


def test_only_the_next_package_of_a_machine_of_ours_is_merged(outing: Outing) -> None:
    field = Field(outing)
    refused(outing, field.path, "是发给外出设备的包")
    table: list[tuple[dict[str, Any], str]] = [
        ({"office": "00" * 32}, "另一个办公室"),
        ({"machine": "XC-99"}, "没有登记过这台设备"),
        ({"round": "第九轮"}, "没有登记过这台设备"),
        ({"team_id": outing.field.teamed.teams[1].pk}, "没有登记过这台设备"),
        ({"key": Ed25519PrivateKey.generate()}, "签名不是设备 XC-01 的"),
        ({"answers": 7}, "不是从这里发出的"),
        ({"schema": "0" * 16}, "另一个版本的程序"),
        ({"content": "0" * 64}, "内容摘要对不上"),
        ({"number": "1"}, "文件头不完整"),
    ]
    for number, (more, said) in enumerate(table):
        refused(outing, field.back(f"假包{number}", **more), said)
    good = field.back("口令")
    with pytest.raises(Invalid, match="口令不对"):
        merge_package(SYSTEM, source=good, passphrase="另一个口令另一个口令")


def test_a_replay_and_an_older_package_are_refused(outing: Outing) -> None:
    field = Field(outing)
    second = field.back("第二", number=2)
    first = field.back("第一", number=1)
    assert outing.merge(second).records == 0
    refused(outing, second, "已经并入")
    refused(outing, first, "更早的包不能再并入")
    refused(outing, field.back("又一个第二", number=2, counts={"x": 1}), "更早的包")


def test_only_what_the_field_writes_comes_in(outing: Outing) -> None:
    field = Field(outing)
    user = ("accounts.user", 1)
    refused(outing, field.back("人", [(user, {}, {user: {"name": "x"}})]), "不能写的内容")
    paper = drafted(outing.field, outing.field.member)
    key = ("workpapers.paper", paper.pk)
    odd = [(key, {key: {"title": "a"}}, {key: {"title": "a", "colour": "red"}})]
    refused(outing, field.back("栏目", odd), "不认得的栏目")


def test_who_may_not_go_out_does_not(outing: Outing) -> None:
    target = outing.folder / "x.xck"
    teams = outing.field.teamed.teams
    with pytest.raises(Refused):
        make_package(
            outing.field.actor(outing.field.leader), team=teams[0], wanted=Wanted("A", "b"),
            target=target, passphrase=PHRASE,
        )  # fmt: skip
    with pytest.raises(Invalid, match="--machine"):
        make_package(SYSTEM, team=teams[0], wanted=Wanted("A"), target=target, passphrase=PHRASE)
    with pytest.raises(Invalid, match="至少要 12 个字符"):
        make_package(
            SYSTEM, team=teams[0], wanted=Wanted("A", "b"), target=target, passphrase="short"
        )
    with clock.at(TODAY.replace(year=TODAY.year + 1)), pytest.raises(Conflict, match="到期"):
        outing.send()
    Inspector.objects.update(user=None)
    with pytest.raises(Conflict, match="没有账号"):
        outing.send()
    assert not target.exists()
    assert written()[:2] == (0, 0)


def test_a_full_disk_leaves_nothing(outing: Outing, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    signing.own()  # the site has its key by now
    monkeypatch.setattr(os, "fsync", full)
    outing.folder.joinpath("there.xck").touch()
    with pytest.raises(Unavailable, match="磁盘空间不足，没有写完“1"):
        outing.send()
    assert sorted(path.name for path in outing.folder.iterdir()) == ["there.xck"]
    folder = keys.folder()
    (folder / "kit.key").unlink()
    held = sorted(path.name for path in folder.iterdir())
    with pytest.raises(Unavailable, match="磁盘空间不足"):
        outing.send()
    assert sorted(path.name for path in folder.iterdir()) == held


def test_a_field_site_takes_only_its_own_newer_package(outing: Outing) -> None:
    field = Field(outing)
    found = package.look(field.path)
    own = station.Station(
        team_id=found.head["team_id"], team="", round=found.head["round"], machine="XC-01",
        holder="", number=0, follows=0, key_range=1, office=found.head["public"], receipts="",
        valid_until="", since="",
    )  # fmt: skip
    opening._check_same(found, own)
    for name, value, said in (
        ("team_id", -1, "没有打开"), ("round", "第九轮", "没有打开"),
        ("machine", "XC-02", "这台是 XC-02"),
        ("office", "", "不是配置这台设备的办公室"), ("number", 1, "旧的包不能再打开"),
    ):  # fmt: skip
        other = station.Station(**vars(own) | {name: value})
        with pytest.raises(Invalid) as refusal:
            opening._check_same(found, other)
        assert said in refusal.value.sentence
        assert found.name in refusal.value.sentence
    with pytest.raises(Invalid, match="是外出站点带回的包"):
        opening.check_out(package.look(field.back("回")))


def test_a_command_that_opens_says_what_is_wrong(outing: Outing) -> None:
    """On the machine, in one process: starting it takes longer than refusing."""
    field = Field(outing)
    raw = field.path.read_bytes()
    flipped = outing.folder / "翻.xck"
    flipped.write_bytes(raw[:-100] + bytes([raw[-100] ^ 1]) + raw[-99:])
    noise = outing.folder / "噪.xck"
    with noise.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    old = outing.folder / "旧.xck"
    head = {
        key: value for key, value in field.head.items() if key not in {"salt", "public", "work"}
    }
    with old.open("wb") as out:
        package.write(
            out, head | {"valid_until": "2020-01-01", "demo": False}, [("about", [b"{}"])],
            PHRASE, Ed25519PrivateKey.generate(),
        )  # fmt: skip
    home = outing.machine("empty")
    home.path.mkdir()
    said = {
        str(outing.folder): "是文件夹", str(noise): "不是 xuncha kit 做的",
        str(flipped): "签名对不上",
        str(old): "已经过期", str(field.path): "口令不对", str(home.path / "x"): "找不到外出数据包",
    }  # fmt: skip
    os.environ["XUNCHA_PASSPHRASE"] = "另一个口令另一个口令"
    try:
        answers = home.run_each([["kit", "open", one] for one in said])
    finally:
        del os.environ["XUNCHA_PASSPHRASE"]
    for (name, sentence), answer in zip(said.items(), answers, strict=True):
        assert answer.status == 2, name
        assert sentence in answer.said
        assert answer.said.count("\n") == 1
        assert answer.left == []
