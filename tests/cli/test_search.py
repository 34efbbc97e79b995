"""`xuncha search`: what somebody would find, by command."""

from __future__ import annotations

import json

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


def test_a_person_finds_his_own(
    told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "--rebuild"]) == 0
    assert main(["search", "接待费", "公函", "--user", "zhoulan"]) == 0
    shown = capsys.readouterr().out
    assert "共 2 条" in shown
    assert "【公函】" in shown
    assert main(["search", "公函", "--user", "wutong"]) == 0
    assert "没有找到" in capsys.readouterr().out
    assert main(["search", "公函", "--user", "shenji", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 0


def test_json_and_narrowing(told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "--rebuild"])
    capsys.readouterr()
    asked = ["search", "未", "--user", "liwen", "--kind", "整改", "--newest", "--json"]
    assert main(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {hit["kind"] for hit in answer["hits"]} == {"整改事项"}
    hit = answer["hits"][0]
    start, end = hit["passages"][0]["spans"][0]
    assert hit["passages"][0]["text"][start:end] == "未"
    assert hit["url"].startswith("/rectification/")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ([], "谁来查"),
        (["公函", "--user", "wuren"], "没有用户"),
        (["公函", "--user", "liwen", "--kind", "线索"], "没有“线索”这一类"),
        (["公函", "--user", "liwen", "--since", "昨天"], "不是日期"),
        (["公函", "--user", "liwen", "--page", "9"], "1 到 5"),
    ],
)
def test_bad_use_is_one_sentence(
    told: tuple[Story, Cast], capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    assert main(["search", *more]) == 2
    assert says in capsys.readouterr().err
