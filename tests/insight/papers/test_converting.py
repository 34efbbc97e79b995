"""Turning papers into PDF: one run for many, one bad paper costs no other its PDF, nothing hangs,
a job is heard of all the while."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from xuncha.insight.papers import converting
from xuncha.kernel.errors import Unavailable

SCRIPT = """#!/bin/sh
echo run >> {log}
for one in "$@"; do case "$one" in *.docx)
  if grep -q HANG "$one"; then exec sleep 60; fi
  if grep -q HALF "$one"; then printf '%%PDF-1.7' > "${{one%.docx}}.pdf"; continue; fi
  if grep -q BAD "$one"; then continue; fi
  printf '%%PDF-1.7 %s\\n%%%%EOF\\n' "$(cat "$one")" > "${{one%.docx}}.pdf";;
esac; done
"""


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A converter that takes words for papers; gives the file that counts its runs."""
    log, program = tmp_path / "log", tmp_path / "soffice"
    program.write_text(SCRIPT.format(log=log))
    program.chmod(0o755)
    monkeypatch.setattr(converting, "program", lambda: str(program))
    monkeypatch.setattr(converting, "SECONDS", 0.4)
    monkeypatch.setattr(converting, "LOOK_SECONDS", 0.05)
    return log


def said(made: list[bytes | None]) -> list[str]:
    return ["" if one is None else one.decode().split()[1] for one in made]


def test_many_papers_are_one_run(runs: Path) -> None:
    papers = [f"p{at}".encode() for at in range(30)]
    assert said(converting.many_to_pdf(papers)) == [f"p{at}" for at in range(30)]
    assert runs.read_text().count("run") == 1
    assert converting.to_pdf(b"one").endswith(b"%%EOF\n")


@pytest.mark.parametrize("bad", ["BAD", "HALF", "HANG"])
def test_one_bad_paper_costs_no_other_its_pdf(runs: Path, bad: str) -> None:
    made = converting.many_to_pdf([b"a", bad.encode(), b"c", b"d"])
    assert said(made) == ["a", "", "c", "d"]
    with pytest.raises(Unavailable, match="没有转成 PDF"):
        converting.to_pdf(bad.encode())


def test_it_gives_up_after_three_that_hang(runs: Path) -> None:
    assert said(converting.many_to_pdf([b"a", *[b"HANG"] * 9])) == ["a", *[""] * 9]
    assert runs.read_text().count("run") == 3


def test_it_is_heard_of_and_a_cancelled_one_ends_at_once(
    runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "SECONDS", 30)

    def heard(made: int) -> None:
        if made:
            raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        converting.many_to_pdf([b"a", b"HANG"], heard)
    assert time.monotonic() - begun < 10
