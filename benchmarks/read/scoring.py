"""Score the reader against the cases of a folder: ``python -m benchmarks.read.scoring FOLDER``.

A fact is right when its value is the gold's; a list weighs one and counts by its share of right
names. A finding is right when its words, its number of headings and its state are right. Fields
that a case lists as ``unscored`` or ``optional`` or the gold tolerates are not looked at.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xuncha.engines.reading.official import Paper, read_paper

_LOOKED_AT = re.compile(
    r"^(?:level|term|round|team|team_count|kinds|organisations|villages|counts\..+|contact\..+"
    r"|(?:start|end|feedback_date|published|as_of|acceptance_start|acceptance_end)(?:_text)?)$"
)
_NOISE = re.compile(r"[\s。；;，,、：:“”\"（）()]+")
Tally = list[float]


@dataclass(slots=True)
class Marks:
    """F1 of facts and findings, the share of kinds told right, and what was wrong."""

    kinds: float = 0
    facts: float = 0
    findings: float = 0
    errors: list[str] = field(default_factory=list)


def marks_of(folder: Path) -> Marks:
    """Read every case of the folder and compare it with its gold."""
    marks, right = Marks(), 0
    facts: Tally = [0, 0, 0]
    findings: Tally = [0, 0, 0]
    golds = sorted(folder.glob("*.gold.json"))
    for gold_path in golds:
        gold = json.loads(gold_path.read_text("utf-8"))
        name = gold_path.name.removesuffix(".gold.json")
        source = next(one for one in folder.glob(f"{name}.*") if one != gold_path)
        paper = read_paper(source)
        right += paper.kind == gold["kind"]
        _compare(name, _facts(gold, gold["facts"]), _facts(gold, paper.facts_dict()), facts, marks)
        wanted = _wanted(gold)
        _compare(name, wanted, _found(paper, wanted), findings, marks)
    marks.kinds = right / max(len(golds), 1)
    marks.facts, marks.findings = _f1(facts), _f1(findings)
    return marks


def _facts(gold: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    out = {*gold.get("unscored", ()), *gold.get("optional", ()), *gold.get("tolerated", ())}
    flat: dict[str, Any] = {}
    for key, value in told.items():
        parts = {f"{key}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {}
        flat |= parts or {key: value}
    return {key: value for key, value in flat.items() if _LOOKED_AT.match(key) and key not in out}


def _wanted(gold: dict[str, Any]) -> dict[str, Any]:
    return {
        _problem(one["finding"]): (len(one["path"]) if "path" in one else None, one["status"])
        for one in gold["findings"]
    }


def _found(paper: Paper, wanted: dict[str, Any]) -> dict[str, Any]:
    """The findings by their words, by their first sentence where only that is wanted."""
    with_paths = all(depth is not None for depth, _ in wanted.values())
    made: dict[str, Any] = {}
    for one in paper.findings:
        whole, first = _problem(one.finding), _problem(one.finding.partition("。")[0])
        key = whole if whole in wanted or first not in wanted else first
        made[key] = (len(one.path) if with_paths else None, one.status)
    return made


def _problem(words: str) -> str:
    return _plain(words).removeprefix("有的")


def _compare(
    name: str, wanted: dict[str, Any], given: dict[str, Any], tally: Tally, marks: Marks
) -> None:
    tally[0] += len(wanted)
    tally[1] += len(given)
    for key in sorted(wanted.keys() | given.keys()):
        one, other = wanted.get(key), given.get(key)
        share = _share(one, other)
        tally[2] += share
        if share < 1:
            marks.errors.append(f"{name} {key}: 应为 {one}，读作 {other}")


def _share(one: Any, other: Any) -> float:
    if isinstance(one, list) and isinstance(other, list):
        return 2 * len(set(one) & set(other)) / max(len(one) + len(other), 1)
    if isinstance(one, str) and isinstance(other, str):
        return float(_plain(one) == _plain(other))
    return float(one is not None and one == other)


def _plain(words: str) -> str:
    return _NOISE.sub("", words)


def _f1(tally: Tally) -> float:
    wanted, given, right = tally
    return 2 * right / (wanted + given) if wanted + given else 1.0


def main() -> None:
    marks = marks_of(Path(sys.argv[1]))
    print(*marks.errors, sep="\n")
    print(f"文种 {marks.kinds:.3f}，事实 F1 {marks.facts:.3f}，问题 F1 {marks.findings:.3f}")


if __name__ == "__main__":
    main()
