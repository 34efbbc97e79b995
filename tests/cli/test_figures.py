"""`xuncha figures`: all of them, or those named, by command."""

from __future__ import annotations

import json

import pytest

from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, story
from xuncha.cli import main
from xuncha.insight.figures.registry import MEASURES
from xuncha.kernel import clock
from xuncha.site import setup


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Story, Cast]:
    """The story, with a command line that takes the test's database for its site."""
    monkeypatch.setattr(setup, "require_site", lambda: None)
    with clock.at(TODAY):
        return story(), cast()


def test_all_figures_as_one_document(
    told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str]
) -> None:
    with clock.at(TODAY):
        assert main(["figures", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert [one["name"] for one in answer] == [one.name for one in MEASURES]
        fed_back = next(one for one in answer if one["name"] == "findings_fed_back")
        assert fed_back["value"] == fed_back["rows"] == 5
        assert fed_back["link"].startswith("/statistics/findings_fed_back/")
        assert main(["figures", "findings_fed_back?kind=镇", "--user", "zhoulan"]) == 0
        assert "反馈问题（镇）：0 个" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--as-of", "昨天"], "不是日期"), (["--term", "99"], "没有第 99 届"),
        (["--user", "wuren"], "没有用户"), (["nothing"], "没有“nothing”"),
    ],
)  # fmt: skip
def test_bad_use_is_one_sentence(
    told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    with clock.at(TODAY):
        assert main(["figures", *more]) == 2
    assert says in capsys.readouterr().err
