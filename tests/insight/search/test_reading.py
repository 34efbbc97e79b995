"""What files say: only those of records that can be found, each content once, within limits."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from tests.insight.search.world import found, indexed, later
from tests.people import Cast
from tests.scenarios import FEEDBACK, Story
from xuncha.cycle.rectification.services import telling
from xuncha.engines.reading import text_child
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.jobs import companions
from xuncha.foundation.jobs.worker import run_pending
from xuncha.insight.search.models import FileText
from xuncha.insight.search.reading import ask_for_reading, forget_discarded, unread
from xuncha.kernel.actor import SYSTEM


def test_files_are_read_once_sealed_and_found(story: Story, people: Cast) -> None:
    liaison = people.actor("zhoulan")
    for item, name in ((story.items[0], "一.txt"), (story.items[1], "二.txt")):
        telling.add_proof(
            liaison, item_id=item.pk, stream=io.BytesIO("铜钥匙已经归还。".encode()), name=name,
            effective_on=FEEDBACK, proves="已归还",
        )  # fmt: skip
    telling.add_proof(
        liaison, item_id=story.items[2].pk, stream=io.BytesIO(b"%PDF-1.4\nbroken"),
        name="坏.pdf", effective_on=FEEDBACK, proves="坏的",
    )  # fmt: skip
    keep_file(SYSTEM, stream=io.BytesIO("别的房间的铜钥匙".encode()), name="名册.txt")
    indexed()
    assert found(liaison, "铜钥匙") == set()
    assert ask_for_reading()
    assert not ask_for_reading()
    assert run_pending() == 1
    later()
    assert FileText.objects.filter(state="read").count() == 1
    assert FileText.objects.filter(state="unreadable").count() == 1
    assert len(found(liaison, "铜钥匙")) == 2
    assert found(people.actor("wutong"), "铜钥匙") == set()
    assert not unread().exists()
    assert not ask_for_reading()


def test_words_of_a_content_that_no_file_has_are_forgotten(people: Cast) -> None:
    FileText.objects.create(blob="0" * 64, state="empty", read_at=people["song"].created_at)
    assert forget_discarded(SYSTEM) == 1
    assert forget_discarded(SYSTEM) == 0


def test_a_file_that_breaks_the_reader_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, other = tmp_path / "一.txt", tmp_path / "二.txt"
    good.write_text("甲乙丙丁", "utf-8")
    other.write_text("戊", "utf-8")
    read = text_child.read_texts_in_child
    assert read([(good, "txt"), (good, "docx"), (other, "txt")], 3) == ["甲乙丙", None, "戊"]
    runs: list[int] = []

    def breaks_down(files: list[tuple[Path, str]], _most: int) -> list[str | None]:
        runs.append(len(files))
        return ["甲"] if len(files) == 3 else [] if len(files) == 1 else ["丙"]

    with monkeypatch.context() as patch:
        patch.setattr(text_child, "_run", breaks_down)
        assert read([(good, "txt")] * 3, 3) == ["甲", None, None]
    assert runs == [3, 1]
    monkeypatch.setattr(text_child, "MOST_SECONDS", 0.001)
    assert read([(good, "txt")], 3) == [None]


def test_companions_run_beside_and_end_with_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []

    def one(stop: threading.Event) -> None:
        ran.append("begun")
        stop.wait(10)
        ran.append("ended")

    monkeypatch.setattr(companions, "_companions", [])
    companions.add(one)
    companions.add(one)
    with companions.beside(threading.Event()):
        pass
    assert ran == ["begun", "ended"]
