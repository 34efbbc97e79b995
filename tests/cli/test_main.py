"""The command line: exit statuses, one sentence, never a trace."""

from __future__ import annotations

import argparse

import pytest

from xuncha.cli import COMMANDS, _asked, build_parser, main


@pytest.mark.parametrize(
    "words",
    [[], ["nonsense"], ["check"], ["demo", "--scale", "0"], ["audit", "verify", "--head", "x"],
     ["check", "no-such-file.xlsx"], ["serve", "--bind", "nowhere"]],
)  # fmt: skip
def test_bad_use_gets_one_sentence_and_two(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XUNCHA_HOME", str(tmp_path))
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert any("一" <= char <= "鿿" for char in told.err)
    assert "Traceback" not in told.err


def test_what_nobody_foresaw_is_one_sentence_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("xuncha.cli.build_parser", burst)
    assert main(["check"]) == 2
    told = capsys.readouterr().err
    assert "程序内部出错" in told
    assert "secret" not in told


def _commands(parser: argparse.ArgumentParser) -> set[str]:
    [choices] = [one.choices for one in parser._actions if isinstance(one.choices, dict)]
    return set(choices)


def test_each_command_is_loaded_without_the_others() -> None:
    every = [name for names in COMMANDS.values() for name in names]
    assert sorted(_commands(build_parser())) == sorted(every)
    for names in COMMANDS.values():
        for name in names:
            assert _commands(build_parser(name)) == set(names)


@pytest.mark.parametrize("folder", ["check", "audit", "x"])
def test_a_folder_that_is_called_like_a_command(folder: str) -> None:
    assert _asked(["--home", folder, "audit", "verify"]) == "audit"
