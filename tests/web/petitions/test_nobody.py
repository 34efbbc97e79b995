"""Who wrote a letter stands nowhere in clear: not in a backup with the site's keys at hand, not on
an error page, not in the log; and the three administrators and the unit find no address."""

from __future__ import annotations

import base64
import gzip
import io
import json
import logging
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.test import Client

from tests.keyed import PASSPHRASE
from tests.people import Cast
from tests.petitioned import NAME, SOURCE, Petitioned, petitioned
from tests.scenarios import Story
from xuncha.cycle.petitions.models import PetitionSource
from xuncha.foundation.backups import archive
from xuncha.foundation.backups.making import make_backup
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.logs import PlacesOnly

SignIn = Callable[[str], Client]


@pytest.fixture
def desk(story: Story, people: Cast) -> Petitioned:
    return petitioned(story, people)


def _hits(text: str) -> list[str]:
    return [one for one in SOURCE if one in text or json.dumps(one)[1:-1] in text]


def _opened(as_: SignIn, who: str) -> Client:
    client = as_(who)
    told = {"passphrase": PASSPHRASE.format(who), "next": "/petitions/"}
    assert client.post("/keys/unlock/", told).status_code == 302
    return client


def test_a_backup_with_the_sites_keys_tells_no_sender(
    desk: Petitioned, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("xuncha.foundation.backups.snapshot.one_moment", nullcontext)
    target = tmp_path / "site.backup"
    make_backup(SYSTEM, target=target, progress=lambda *_: None)
    reader = archive.Reader(target)
    for name, told in reader.read_manifest().parts.items():
        if name.startswith("tables/"):
            part = io.BytesIO()
            reader.copy(name, told, part)
            part.seek(0)
            rows = gzip.decompress(b"".join(reader.clear(part, name))).decode()
            assert _hits(rows) == [], name
    assert not PetitionSource.objects.exclude(key="").exists()


def test_error_pages_logs_and_sessions_tell_no_sender(
    desk: Petitioned, as_: SignIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = _opened(as_, "liwen")
    kept = json.dumps(dict(client.session.items()))
    assert base64.b64encode(desk.key("liwen").private).decode() not in kept
    assert {"source_key", "own_key", "clue_key"} <= client.cookies.keys()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError(NAME)

    monkeypatch.setattr("xuncha.cycle.petitions.services.sourcing.record", broken)
    client.raise_request_exception = False
    told = {"places": ["name"], "reason": "核对"}
    answer = client.post(f"/petitions/{desk.petition.pk}/source/open/", told)
    assert answer.status_code == 500
    assert _hits(answer.content.decode()) == []
    form = PlacesOnly("%(message)s")
    assert _hits("".join(form.format(one) for one in caplog.records)) == []


def test_the_three_and_the_unit_have_no_key_and_no_address(desk: Petitioned, as_: SignIn) -> None:
    for who in ("xitong", "baomi", "shenji", "zhoulan", "zhengyan", "wutong"):
        client = as_(who)
        for url in ("/keys/", "/keys/unlock/", "/keys/escrow/"):
            assert client.get(url).status_code == 404, (who, url)
        for url in (f"/petitions/{desk.petition.pk}/", "/petitions/"):
            answer = client.get(url)
            assert answer.status_code in {403, 404}, (who, url)
            assert _hits(answer.content.decode()) == []
