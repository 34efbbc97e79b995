"""The labelled sets: by whose hand, in which parts, and what each measured before anybody tuned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

from benchmarks.check import folder_score
from benchmarks.check.first import measure as first
from benchmarks.check.first import texts_dev, texts_held
from benchmarks.check.second import score as second
from benchmarks.check.tally import Tally
from benchmarks.check.third.scene import make as third_scene

Measure = Callable[[int, Path | None], Tally]


@dataclass(frozen=True)
class Part:
    """A part of a set. Errors are told of what was ``opened`` only: what is sealed stays so."""

    name: str
    title: str
    measure: Measure
    is_opened: bool = True


@dataclass(frozen=True)
class LabelledSet:
    """``by`` tells who wrote it; ``unseen`` what the program scored on it the first time."""

    name: str
    title: str
    by: str
    unseen: str
    parts: tuple[Part, ...]
    is_of_folders: bool = False


def _by_author(texts: ModuleType) -> Measure:
    return lambda seeds, rules: first.measure(texts, range(seeds), rules)


def _drawn(letter: str) -> Measure:
    return lambda seeds, rules: second.measure(letter, range(seeds), rules=rules)


def _units(part: str) -> Measure:
    return lambda seeds, rules: second.measure(part, range(seeds), third_scene, rules)


def _part(name: str, part: str, seeds: int, rules: Path | None) -> Tally:
    return folder_score.measure(name, part, rules)


def _folders(
    name: str, title: str, by: str, unseen: str, *, opened: str, sealed: str = "", later: str = ""
) -> LabelledSet:
    """A set of folders. What was opened ``later`` was measured sealed, then looked at as well."""
    parts = [Part("open", opened, partial(_part, name, "open"))]
    if sealed or later:
        measure = partial(_part, name, "sealed")
        parts.append(Part("sealed", sealed or later, measure, is_opened=bool(later)))
    return LabelledSet(name, title, by, unseen, tuple(parts), is_of_folders=True)


SETS = (
    LabelledSet(
        "first", "第一套", "写规则的人自己出题",
        "留出的一半第一次查全 92.3%，误报 9.6%",
        (
            Part("dev", "照着写规则的一半", _by_author(texts_dev)),
            Part("held", "后写的一半，后来也照着改过", _by_author(texts_held)),
        ),
    ),
    LabelledSet(
        "second", "第二套", "写规则的人没有看词表另出的题",
        "第三部分没有照着改时查全 89.9%，误报 5.3%",
        (
            Part("a", "调过的第一部分", _drawn("a")),
            Part("b", "调过的第二部分", _drawn("b")),
            Part("c", "调过的第三部分", _drawn("c")),
        ),
    ),
    LabelledSet(
        "third", "第三套", "同一个人逐行写的十四个单位",
        "没有见过的七个单位第一次查全 789/1176 = 67.1%，误报 10.3%",
        (
            Part("dev", "调过的七个单位", _units("dev")),
            Part("opened", "后来看过错处的四个单位", _units("opened")),
            Part("sealed", "没有看过错处的三个单位", _units("sealed"), is_opened=False),
        ),
    ),
    _folders(
        "fourth", "第四套", "别人出题，十二个单位",
        "第一次查全 100/122 = 82.0%，误报的行 35/207 = 16.9%",
        opened="看过错处的六份", sealed="没有看过错处的六份",
    ),
    _folders(
        "fifth", "第五套", "第三个人出题，十个单位",
        "第一次查全 96/102 = 94.1%，误报的行 6/173 = 3.5%",
        opened="看过错处的五份", sealed="没有看过错处的五份",
    ),
    _folders(
        "sixth", "第六套", "第四个人出题，十个单位",
        "第一次查全 121/137 = 88.3%，误报的行 18/177 = 10.2%",
        opened="先打开的五份", later="后打开的五份",
    ),
    _folders(
        "seventh", "第七套", "第五个人出题，十二个单位",
        "第一次查全 106/118 = 89.8%，误报的行 6/188 = 3.2%",
        opened="看过错处的六份", sealed="没有看过错处的六份",
    ),
    _folders(
        "eighth", "第八套", "第七个人出题，八个单位",
        "第一次查全 62/67 = 92.5%，误报的行 5/143 = 3.5%",
        opened="打过一次分以后看过错处的八份",
    ),
    _folders(
        "ninth", "第九套", "第八个人出题，十二个单位",
        "第一次查全 98/102 = 96.1%，误报的行 14/209 = 6.7%",
        opened="打过一次分以后看过错处的十二份",
    ),
    _folders(
        "tenth", "第十套", "第十个人出题，十个单位",
        "第一次查全 81/90 = 90.0%，误报的行 11/180 = 6.1%",
        opened="打过一次分以后看过错处的十份",
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in SETS}
