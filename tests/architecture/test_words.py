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
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9-]+\.[a-z]{2,}", re.I)


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_page_names_an_outside_host(path: Path) -> None:
    assert OUTSIDE.findall(path.read_text("utf-8")) == []


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
        if path.is_file() and path.suffix in {".js", ".css", ".woff2"}
    } - set(told)
    assert loose == set()


def test_requirements_name_no_registry_and_every_pin_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        pins = re.findall(r"^[a-z0-9][^ ]*==", text, re.M | re.I)
        assert len(pins) > 10
        assert text.count("--hash=sha256:") >= len(pins)


def test_nothing_is_left_unfinished() -> None:
    words = re.compile(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError|pragma: no cover")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*SRC.rglob("*.py"), *SRC.rglob("*.html")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if words.search(line)
    ]
    assert found == []


def test_no_path_of_a_build_machine_and_no_word_of_tools() -> None:
    paths = re.compile(r"(?:^|[^\w.])/(?:home|work|farm|root)/")
    tools = re.compile(
        "|".join(["clau" + "de", "chat" + "gpt", "open" + "ai", "co" + "pilot"]), re.I
    )
    found = []
    for path in _tracked():
        if path.suffix in {".png", ".txt", ".js", ".css", ".woff2", ".json"} or path == Path(
            __file__
        ):
            continue
        text = path.read_text("utf-8", errors="replace")
        if paths.search(text) or tools.search(text):
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
