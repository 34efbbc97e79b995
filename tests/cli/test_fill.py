"""`xuncha fill`: by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, story
from xuncha.cli import main
from xuncha.kernel import clock
from xuncha.site import setup


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Story, Cast]:
    """The story, with a command line that takes the test's database for its site."""
    monkeypatch.setattr(setup, "require_site", lambda: None)
    with clock.at(TODAY):
        return story(), cast()


def test_a_text_is_filled_and_every_mask_told(
    told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source, out = tmp_path / "稿.txt", tmp_path / "成稿.txt"
    source.write_text("**区共反馈问题***个，办实事**件", "utf-8")
    with clock.at(TODAY):
        assert main(["fill", str(source), "--out", str(out), "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert [(one["offset"], one["figure"]) for one in answer] == [
            (8, "findings_fed_back"), (16, None),
        ]  # fmt: skip
        assert "deeds_done" in answer[1]["candidates"]
        assert out.read_text("utf-8").startswith("**区共反馈问题5个，办实事**件")
        assert main(["fill", str(source), "--term", "12"]) == 0
    assert "共 2 处，填了 1 处，保留 1 处。" in capsys.readouterr().out


def test_bad_use_is_one_sentence_and_nothing_is_written(
    told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "稿.txt"
    source.write_text("反馈问题**个", "utf-8")
    with clock.at(TODAY):
        assert main(["fill", str(tmp_path / "没有.txt")]) == 2
        assert "找不到文件" in capsys.readouterr().err
        assert main(["fill", str(source), "--out", str(source)]) == 2
        assert "不能就是原文件" in capsys.readouterr().err
        assert main(["fill", str(source), "--out", str(tmp_path / "a.docx")]) == 2
        assert "一样是 .txt" in capsys.readouterr().err
    assert source.read_text("utf-8") == "反馈问题**个"
