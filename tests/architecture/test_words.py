"""What must not stand anywhere: outside hosts, unfinished work, paths of a build machine."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from xuncha.kernel.states import Stated
from xuncha.site.printed_docs import TABLES, stale

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "xuncha"
VENDOR = SRC / "web" / "static" / "vendor"
OURS = [
    path
    for ending in ("html", "css", "js", "svg")
    for path in sorted(SRC.rglob(f"*.{ending}"))
    if VENDOR not in path.parents
]
VENDORED = sorted(path for path in VENDOR.rglob("*") if path.suffix in {".js", ".css", ".svg"})
COMMENT = re.compile(r"/\*.*?\*/", re.S)
OUTSIDE = re.compile(
    r"""\b(?:https?|wss?|ftp)://(?!www\.w3\.org/)[^\s"'<>)]+|(?:["'(=]|@import\s)\s*//\w[^\s"'<>)]*""",
    re.I,
)
"""An address of another machine, with or without its scheme; names of XML vocabularies are none."""


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(SRC).as_posix())
def test_no_page_names_an_outside_host(path: Path) -> None:
    assert OUTSIDE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.name)
def test_vendored_files_name_outside_hosts_in_comments_only(path: Path) -> None:
    assert OUTSIDE.findall(COMMENT.sub("", path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example.com/a.js">',
        '<img src="//cdn.example.com/a.png">',
        "@import '//fonts.example.com/x';",
        "url(//fonts.example.com/x.woff2)",
        "fetch('http://10.0.0.8/x')",
        'new WebSocket("wss://example.com")',
    ],
)
def test_the_search_for_outside_hosts_finds_them(text: str) -> None:
    assert OUTSIDE.search(text)


@pytest.mark.parametrize(
    "text",
    ['<svg xmlns="http://www.w3.org/2000/svg">', "// a remark", 'href="/terms/"', "a // b"],
)
def test_the_search_for_outside_hosts_lets_the_rest_pass(text: str) -> None:
    assert not OUTSIDE.search(text)


def test_no_page_carries_inline_script_or_style() -> None:
    inline = re.compile(
        r"<style|<[^%>]*\sstyle=\"|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|javascript:", re.I
    )
    found = {
        str(path.relative_to(SRC)): inline.findall(path.read_text("utf-8"))
        for path in OURS
        if path.suffix == ".html" and inline.search(path.read_text("utf-8"))
    }
    assert found == {}


def test_vendored_files_are_what_their_list_says() -> None:
    told = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    for name, facts in told.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == facts["sha256"], name
    loose = {
        str(path.relative_to(VENDOR))
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", "LICENSE", "NOTICE"}
    }
    assert loose == set(told)
    for name, facts in told.items():
        assert facts["version"] in name, name
        assert facts["licence"], name
        assert (VENDOR / name).with_name("LICENSE").is_file(), f"{name} came without its licence"


def test_nothing_is_left_unfinished() -> None:
    words = re.compile(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError|pragma: no cover")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*SRC.rglob("*.py"), *SRC.rglob("*.html")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if words.search(line)
    ]
    assert found == []


PATHS = re.compile(r"(?:^|[^\w.])/(?:home|work|farm|root|Users)/")
TOOLS = re.compile(
    r"\b(?:clau[d]e|anthrop[i]c|chat-?g[p]t|g[p]t-\d|open[a]i|co[p]ilot|l[l]m"
    r"|large language [m]odel|system [p]rompt|ai [a]gent)\b|大语言[模]型",
    re.I,
)
"""A letter of each stands in brackets, so that this file does not find itself."""


def test_no_path_of_a_build_machine_and_no_word_of_tools() -> None:
    found = []
    for path in _tracked():
        if path.suffix in {".png", ".woff2"} or VENDOR in path.parents or path == Path(__file__):
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [
            f"{path.relative_to(ROOT)}: {hit.group()}"
            for pattern in (PATHS, TOOLS)
            for hit in pattern.finditer(text)
        ]
    assert found == []


def test_every_tracked_file_is_text_a_picture_or_vendored() -> None:
    """Archives, databases and keys have no business in the repository."""
    found = []
    for path in _tracked():
        if path.suffix in {".png", ".woff2"} or VENDOR in path.parents:
            continue
        if b"\0" in path.read_bytes():
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_pages_reach_records_only_through_doors() -> None:
    found = [
        f"{path.relative_to(SRC)}:{number}"
        for path in (SRC / "web").rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if re.search(r"\.(objects|_default_manager|_base_manager)\b", line)
    ]
    assert found == []


def test_every_template_is_used() -> None:
    texts = "\n".join(
        path.read_text("utf-8") for path in [*SRC.rglob("*.py"), *SRC.rglob("*.html")]
    )
    base = SRC / "web" / "templates"
    unused = [
        name
        for path in base.rglob("*.html")
        if f'"{(name := str(path.relative_to(base)))}"' not in texts and f"'{name}'" not in texts
    ]
    assert unused == []


def test_the_glossary_knows_every_model_and_state() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    ours: list[type[models.Model]] = [
        model for model in apps.get_models() if model.__module__.startswith("xuncha.")
    ]
    missing = [
        model._meta.verbose_name for model in ours if str(model._meta.verbose_name) not in glossary
    ]
    for table in TABLES:
        missing += [label for _, label in table.states.choices if str(label) not in glossary]
    assert missing == []
    assert any(issubclass(model, Stated) for model in ours)


def test_printed_docs_say_what_the_program_does() -> None:
    assert stale() == []
