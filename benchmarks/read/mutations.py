# ruff: noqa: E501  (tables of words)
"""Where reading falls when a labelled paper is written in another habit:
``python -m benchmarks.read.mutations FOLDER...``.

Each mutation changes how a paper is written and its labels with it, so that the right answer stays
known. F1 of findings (words, headings and state) is told by mutation, beside the paper untouched.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuncha.engines.reading.official import read_text

_NOISE = re.compile(r"[^\w\u4e00-\u9fff]+")
_HAN = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Case:
    """A paper and its findings: words, headings, state; ``measures`` for laying it out anew."""

    text: str
    findings: tuple[tuple[str, tuple[str, ...], str], ...]
    numbers: tuple[str, ...]
    measures: tuple[tuple[str, ...], ...]

    def mapped(self, change: Callable[[str], str]) -> Case:
        """The same change to the text, the words and the headings."""
        told = tuple((change(a), tuple(map(change, b)), c) for a, b, c in self.findings)
        return Case(change(self.text), told, self.numbers, self.measures)

    def in_text(self, change: Callable[[str], str]) -> Case:
        """A change to the text only."""
        return Case(change(self.text), self.findings, self.numbers, self.measures)


def _renumbered(case: Case) -> Case | None:
    """Every level a size smaller: 一、 to （一）, （一） to 1., 1. to （1）, （1） to ①."""
    small = r"(^|(?<=\n))([ \t\u3000]*)"

    if not all(
        re.match(r"[一二三四五六七八九十\d（(]", one)
        for _, path, _ in case.findings
        for one in path
    ):
        return None

    def change(text: str) -> str:
        text = re.sub(rf"{small}[（(](\d{{1,2}})[）)]", _circled, text)
        text = re.sub(rf"{small}(\d{{1,2}})[.．、](?!\d)", r"\1\2（\3）", text)
        text = re.sub(rf"{small}[（(]([{_HAN}]{{1,3}})[）)]", _digits, text)
        return re.sub(rf"{small}([{_HAN}]{{1,3}})、", r"\1\2（\3）", text)

    return case.mapped(change)


def _circled(match: re.Match[str]) -> str:
    number = int(match[3])
    return match[1] + match[2] + (_CIRCLES[number - 1] if number <= len(_CIRCLES) else match[3])


def _digits(match: re.Match[str]) -> str:
    tens, _, ones = match[3].rpartition("十") if "十" in match[3] else ("", "", match[3])
    value = (_HAN.find(tens) + 1 or 1) * 10 if "十" in match[3] else 0
    return f"{match[1]}{match[2]}{value + (_HAN.find(ones) + 1 if ones else 0)}."


def _replacing(*pairs: tuple[str, str]) -> Callable[[Case], Case]:
    def change(text: str) -> str:
        for pattern, words in pairs:
            text = re.sub(pattern, words, text)
        return text

    return lambda case: case.mapped(change)


def _named(case: Case) -> Case:
    """1.X。 to 1.关于“X”的问题。"""
    text = case.text
    for (words, _, _), number in zip(case.findings, case.numbers, strict=True):
        told = f"{number}{words}"
        if number and "“" not in words and text.count(told) == 1:
            text = re.sub(
                re.escape(told) + r"(?=[。\n])",
                f"{number}关于“{words}”的问题".replace("\\", ""),
                text,
            )
    return Case(text, case.findings, case.numbers, case.measures)


def _on_one_line(case: Case) -> Case | None:
    """The whole page on a line; not where headings or problems have no number to tell them by."""
    told = [*case.numbers, *(one for _, path, _ in case.findings for one in path)]
    numbered = all(re.match(rf"[（(]?[{_HAN}\d①-⑳问第【]", one) for one in told)
    if "\t" in case.text or "|" in case.text or not numbered:
        return None
    return case.in_text(lambda text: re.sub(r"\s*\n\s*", " ", text))


def _as_table(case: Case) -> Case | None:
    """The problems in a table's rows, below the paper's first two lines."""
    if len(case.findings) < 2 or any("\n" in one or "\t" in one for one, _, _ in case.findings):
        return None
    words = {
        "completed": "已完成", "basically_completed": "基本完成", "long_term": "长期坚持",
        "in_progress": "正在整改", "not_completed": "未完成", "unstated": "",
    }  # fmt: skip
    rows = [
        f"{at}\t{told}\t{'；'.join(done) or '按要求落实'}\t{words[state]}"
        for at, ((told, _, state), done) in enumerate(
            zip(case.findings, case.measures, strict=True), start=1
        )
    ]
    head = [one for one in case.text.split("\n") if one.strip()][:2]
    if any(case.findings[0][0] in one for one in head):
        return None
    text = "\n".join([*head, "序号\t反馈问题\t整改措施\t完成情况", *rows]) + "\n"
    told = tuple((one, (), state) for one, _, state in case.findings)
    return Case(text, told, case.numbers, case.measures)


MUTATIONS: dict[str, Callable[[Case], Case | None]] = {
    "原样": lambda case: case,
    "编号小一级": _renumbered,
    "换说状态": _replacing(
        ("已完成整改(?!的)", "整改到位"), ("已完成(?!整改|的)", "已销号"), ("基本完成", "阶段性完成"),
        ("长期坚持", "持续坚持"), ("正在整改", "整改中"),
    ),
    "换说标签": _replacing(
        ("整改情况：", "整改落实情况："), ("整改措施：", "主要做法："), ("整改状态：", "完成情况："), ("整改成效：", "取得成效："),
    ),
    "关于“…”的问题": _named,
    "缩进": lambda case: case.in_text(lambda text: re.sub(r"(?m)^(?=\S)", "　　", text)),
    "空行": lambda case: case.in_text(lambda text: re.sub(r"\n(?=\S)", "\n\n", text)),
    "半角标点": lambda case: case.mapped(
        lambda text: text.translate(str.maketrans("，；：（）", ",;:()"))
    ),
    "页头的元数据": lambda case: case.in_text(
        lambda text: f"当前位置：首页 > 巡察公开 > 整改公开\n索引号：QY-2023-0051\t发布机构：区委巡察办\n{text}"
    ),
    "全在一行": _on_one_line,
    "改成表格": _as_table,
}  # fmt: skip


def cases_of(folder: Path) -> Iterator[Case]:
    """The notices with findings among a folder's labelled texts."""
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = path.with_name(path.name.replace(".gold.json", ".txt"))
        found = gold["findings"]
        scored = all("path" in one and "status" in one for one in found)
        if gold["kind"] != "notice_rectification" or not (found and scored and source.exists()):
            continue
        yield Case(
            source.read_text("utf-8"),
            tuple((one["finding"], tuple(one["path"]), one["status"]) for one in found),
            tuple(one.get("number", "") for one in found),
            tuple(tuple(one.get("measures", ())) for one in found),
        )


def right_of(case: Case) -> tuple[int, int, int]:
    """How many findings stand in a paper, how many were read, how many of those are right."""
    wanted = {_key(*one) for one in case.findings}
    told = {_key(one.finding, one.path, one.status) for one in read_text(case.text).findings}
    return len(wanted), len(told), len(wanted & told)


def _key(words: str, path: tuple[str, ...], state: str) -> tuple[Any, ...]:
    bare = re.sub(r"的?问题$", "", _NOISE.sub("", words)).removeprefix("有的")
    return bare, tuple(_NOISE.sub("", one) for one in path), state


def scores(folders: list[Path]) -> dict[str, float]:
    """F1 by mutation."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in (one for folder in folders for one in cases_of(folder)):
        for name, mutation in MUTATIONS.items():
            if (changed := mutation(case)) is not None:
                tally[name] = [a + b for a, b in zip(tally[name], right_of(changed), strict=True)]
    return {
        name: 2 * right / max(wanted + told, 1) for name, (wanted, told, right) in tally.items()
    }


def main() -> None:
    """Print F1 by mutation."""
    for name, score in scores([Path(one) for one in sys.argv[1:]]).items():
        print(f"{name}\t{score:.3f}")


if __name__ == "__main__":
    main()
