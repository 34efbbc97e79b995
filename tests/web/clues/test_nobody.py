"""For the three administrators, inspected units and other teams there is no clue on any address;
and no word of one lies anywhere outside its sealed texts."""

from __future__ import annotations

import gzip
import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from tests.clued import AMOUNT, FACTS, SUBJECT, WORDS, Sealed
from tests.scenarios import TODAY, Story
from tests.web.matrix import AREA_OF
from tests.web.test_matrix import patterns
from xuncha.cycle.clues.enums import Mode
from xuncha.cycle.clues.models import Clue, Copy
from xuncha.cycle.clues.services import handing, naming, opening
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.backups import archive
from xuncha.foundation.backups.making import make_backup
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.seals import boxes
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent

SignIn = Callable[[str], Client]
NOBODY = ("xitong", "baomi", "shenji", "zhoulan", "zhengyan", "wutong")
OTHERS = ("qinsan", "zhaoqing", "hejingan", "fengli", "guer")
LATER = (
    "核查组组长签收",
    "移交意见是从快办理",
    "给予党内严重警告处分",
    "协助核对账册",
    "不再需要核对",
)


def _addresses(given: dict[str, int]) -> Iterator[tuple[str, str, bool]]:
    """Every address of the store; whether it names a clue or an inspection."""
    for name, pattern, _ in patterns():
        if name.startswith("clues_"):
            wanted = list(pattern.pattern.converters)
            url = reverse(name, kwargs={key: given[key] for key in wanted})
            yield name, url, bool({"clue_id", "copy_id", "clue_grant_id"} & set(wanted))


def _ask(client: Client, url: str) -> Any:
    answer = client.get(url)
    return client.post(url, {}) if answer.status_code == 405 else answer


def test_no_address_exists_for_those_who_must_not_know(
    story: Story, people: Any, as_: SignIn
) -> None:
    given = AREA_OF["clues_clue"].arguments(story, people)
    for who in (*NOBODY, *OTHERS):
        client = as_(who)
        for name, url, names_one in _addresses(given):
            answer = _ask(client, url)
            if who in NOBODY or names_one:
                assert answer.status_code == 404, (who, name)
            text = answer.content.decode()
            assert "线-001" not in text, (who, name)
            assert not [word for word in WORDS if word in text], (who, name)


def _work(store: Sealed, at_the_store: SignIn) -> None:
    """Everything that people do with a clue, so that every place where words might stick is met."""
    luyi, song = store.actor("luyi"), store.actor("song")
    clue = store.fresh()
    grant = store.grant("liwen", reason=LATER[3])
    client = at_the_store("luyi")
    client.get("/clues/")
    client.post(f"/clues/{clue.pk}/open/", {"all": "1"})
    client.post(f"/clues/inspections/{clue.inspection_id}/new/", {"matter": WORDS[3]})
    handing.hand_over(
        luyi, store.key("luyi"), clue_id=clue.pk, version=store.fresh().version, on=TODAY,
        mode=Mode.SINGLE, opinion=LATER[1],
    )  # fmt: skip
    copy = Copy.objects.get()
    opening.print_slip(luyi, store.key("luyi"), copy_id=copy.pk)
    copy.refresh_from_db()
    told = {"copy_id": copy.pk, "on": TODAY}
    copy = handing.receive(
        song, store.key("song"), version=copy.version, signer=LATER[0], **told
    )  # fmt: skip
    copy = handing.accept(song, version=copy.version, disposal="filed", **told)  # type: ignore[arg-type]
    handing.tell_outcome(
        song, store.key("song"), copy_id=copy.pk, version=copy.version,
        told=handing.Told(TODAY, "filed", is_final=True, words=LATER[2]),  # type: ignore[arg-type]
    )  # fmt: skip
    naming.end_grant(song, store.key("song"), grant_id=grant.pk, reason=LATER[4])
    with pytest.raises(Absent):
        opening.open_fields(
            store.actor("liwen"), store.key("liwen"), clue_id=clue.pk, places=["matter"]
        )


def _hits(text: str) -> list[str]:
    """Planted words that stand in a text, as they are or escaped as JSON does."""
    planted = (*WORDS, *LATER)
    return [
        word
        for word in planted
        if word in text or json.dumps(word)[1:-1].lower() in text.lower()
    ]  # fmt: skip


def test_no_word_lies_outside_the_sealed_texts(
    store: Sealed, at_the_store: SignIn, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    _work(store, at_the_store)
    assert _hits("".join(_columns())) == []
    assert not [word for word in (*WORDS, *LATER) if word in caplog.text]
    assert AuditRow.objects.filter(verb__startswith="clues.").count() > 10
    assert {one.object_name[:4] for one in AuditRow.objects.filter(verb="clues.clue.read")} == {
        "封存记录"
    }
    assert not Job.objects.filter(kind__startswith="clues").exists()
    _look_at_files(tmp_path)


def _columns() -> Iterator[str]:
    """Every column of every table as text, on either database."""
    for model in apps.get_models(include_auto_created=True):
        rows = model._base_manager.all()
        for row in rows.values():
            yield json.dumps(row, ensure_ascii=False, default=str)


def _look_at_files(tmp_path: Path) -> None:
    """The database file with all that was freed in it, a dump of its rows, a backup."""
    from django.core import serializers

    dump = serializers.serialize("json", _every_row())
    assert _hits(dump) == []
    if connection.vendor == "sqlite":
        raw = connection.connection.serialize()
        text = raw.decode("utf-8", "ignore")
        assert _hits(text) == []
        wide = raw.decode("utf-16-le", "ignore")
        assert _hits(wide) == []
    for path in Path(settings.XUNCHA_HOME).rglob("*"):
        if path.is_file():
            assert _hits(path.read_bytes().decode("utf-8", "ignore")) == [], path.name


def _every_row() -> Iterator[models.Model]:
    for model in apps.get_models(include_auto_created=True):
        yield from model._base_manager.all()


def test_the_search_for_words_finds_them() -> None:
    """The test of the test: what is not sealed is found, escaped or not."""
    assert _hits(f"x{SUBJECT}x") == [SUBJECT]
    assert _hits(json.dumps({"a": SUBJECT})) == [SUBJECT]
    assert _hits(json.dumps(SUBJECT).upper()) == [SUBJECT]
    assert _hits(json.dumps({"a": str(AMOUNT)})) == [WORDS[-1]]
    assert _hits("平安无事 08:03:06.386507+00:00") == []


def test_a_backup_tells_nothing(
    store: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither as it lies there nor with the site's own keys at hand: each part is opened."""
    monkeypatch.setattr("xuncha.foundation.backups.snapshot.one_moment", nullcontext)
    target = tmp_path / "site.backup"
    make_backup(SYSTEM, target=target, progress=lambda *_: None)
    assert _hits(target.read_bytes().decode("utf-8", "ignore")) == []
    reader = archive.Reader(target)
    for name, told in reader.read_manifest().parts.items():
        if name.startswith("tables/"):
            part = io.BytesIO()
            reader.copy(name, told, part)
            part.seek(0)
            rows = gzip.decompress(b"".join(reader.clear(part, name))).decode()
            assert _hits(rows) == [], name
            assert "sessions" not in name


def test_error_pages_tell_nothing(
    store: Sealed, at_the_store: SignIn, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """Even where the program itself breaks in the middle of a clue's words."""

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError(SUBJECT)

    client = at_the_store("luyi")
    client.raise_request_exception = False
    monkeypatch.setattr("xuncha.cycle.clues.services.opening.note_reads", broken)
    answer = client.post(f"/clues/{store.clue.pk}/open/", {"all": "1"})
    assert answer.status_code == 500
    assert _hits(answer.content.decode()) == []
    logged = "".join(handler.format(record) for record in caplog.records for handler in _handlers())
    assert _hits(logged) == []


def _handlers() -> list[logging.Handler]:
    from xuncha.kernel.logs import PlacesOnly

    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(PlacesOnly("%(message)s"))
    return [handler]


def test_facts_and_keys_do_not_show_themselves(store: Sealed) -> None:
    told = repr(FACTS) + repr(store.key("luyi")) + repr(boxes.make_pair()) + str(store.clue)
    assert _hits(told) == []
    assert "private" not in told
    assert str(Clue(pk=3)) == "封存记录 3"
