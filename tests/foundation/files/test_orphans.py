"""Clearing away: what nobody needs goes, what somebody needs or is just handing in stays."""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.apps import apps
from django.db.models import ForeignKey, QuerySet

from tests.foundation.files.samples import CLERK, PDF, blobs
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.files import selectors, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import discard_orphans
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Refused

Keep = Callable[..., StoredFile]
LATER = timedelta(days=2)


def age(path: Path, days: int = 3) -> None:
    then = time.time() - days * 86400
    os.utime(path, (then, then))


@pytest.fixture
def none_unowned() -> Iterator[None]:
    """As if some record pointed at every file."""
    nothing: QuerySet[StoredFile] = StoredFile.objects.none()
    with mock.patch.object(selectors, "unowned", return_value=nothing):
        yield


@pytest.fixture
def all_unowned() -> Iterator[None]:
    """As if no record pointed at any file."""
    with mock.patch.object(
        selectors, "unowned", lambda *, before: StoredFile.objects.filter(uploaded_at__lt=before)
    ):
        yield


def orphan(content: bytes = b"nobody's") -> Path:
    digest = hashlib.sha256(content).hexdigest()
    name = vault.put(io.BytesIO(content), sha256=digest, size=len(content))
    return vault.path_of(name)


@pytest.mark.usefixtures("none_unowned")
def test_blob_without_a_file_goes_and_others_stay(keep: Keep, home: Path) -> None:
    stored, lost, fresh = keep(PDF), orphan(), orphan(b"being handed in")
    age(vault.path_of(stored.blob))
    age(lost)
    assert discard_orphans(SYSTEM) == 1
    assert not lost.exists()
    assert fresh.exists()
    assert selectors.read_bytes(stored) == PDF


@pytest.mark.usefixtures("all_unowned")
def test_file_goes_first_and_its_blob_one_run_later(keep: Keep, home: Path) -> None:
    stored = keep(PDF)
    age(vault.path_of(stored.blob))
    with clock.at(clock.now() + LATER):
        assert discard_orphans(SYSTEM) == 1
        assert StoredFile.objects.count() == 0
        assert len(blobs(home)) == 1, "an undone run must find the content where it was"
        assert discard_orphans(SYSTEM) == 1
    assert blobs(home) == []
    assert AuditRow.objects.filter(verb="files.orphan.discarded").count() == 1


@pytest.mark.usefixtures("all_unowned")
def test_fresh_file_stays(keep: Keep, home: Path) -> None:
    keep(PDF)
    assert discard_orphans(SYSTEM) == 0
    assert StoredFile.objects.count() == 1


@pytest.mark.usefixtures("none_unowned")
def test_drafts_of_a_killed_process_go(keep: Keep, home: Path) -> None:
    keep(PDF)
    draft = blobs(home)[0].with_name("abc.0011.draft")
    plain = vault.scratch() / "xc-left"
    young = vault.scratch() / "xc-young"
    for path in (draft, plain, young):
        path.write_bytes(b"half")
    age(draft)
    age(plain)
    discard_orphans(SYSTEM)
    assert not draft.exists()
    assert not plain.exists()
    assert young.exists()
    young.unlink()


def test_content_handed_in_while_it_is_being_cleared_away_survives(home: Path) -> None:
    lost = orphan()
    age(lost)
    name = lost.parent.name + lost.name
    real = Path.replace

    def handed_in_just_before(self: Path, target: Path) -> Path:
        if self == lost:
            orphan()
        return real(self, target)

    with mock.patch.object(Path, "replace", handed_in_just_before):
        assert vault.discard(name, 86400) is False
    assert b"".join(vault.chunks(name)) == b"nobody's"


def test_what_a_killed_clearing_set_aside_goes_back(home: Path) -> None:
    lost = orphan()
    lost.replace(lost.with_name(lost.name + ".going"))
    vault.discard_drafts(86400)
    assert lost.exists()


def test_for_the_system_only(db: None, home: Path) -> None:
    with pytest.raises(Refused):
        discard_orphans(CLERK)


def test_every_foreign_key_of_the_house_is_asked() -> None:
    """Also those without a way back: a file is needed as long as anything points at it."""
    pointers = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is StoredFile
    ]
    assert pointers
    query = str(selectors.unowned(before=clock.now()).query)
    assert query.count("EXISTS") == len(pointers)
    for field in pointers:
        assert f'"{field.model._meta.db_table}"' in query
        assert f'"{field.column}"' in query


def test_nothing_counts_as_unowned_where_no_model_points_at_files(keep: Keep, home: Path) -> None:
    keep(PDF)
    with mock.patch.object(StoredFile._meta, "get_fields", return_value=[]):
        assert selectors.unowned(before=clock.now() + LATER).count() == 0


def test_uploads_that_a_full_disk_broke_off_go(keep: Keep, home: Path) -> None:
    held = vault.scratch() / "tmpabc123.upload.pdf"
    held.write_bytes(b"half")
    assert vault.discard_drafts(3600) == 0
    assert vault.discard_drafts(-1) == 1
    assert not held.exists()
