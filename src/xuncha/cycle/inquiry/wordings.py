"""Questions as text and back: a questionnaire is written like a paper one, a block a question.

1. 您对窗口办事效率满意吗？
满意
基本满意
不满意

2. [多选] 您办过哪些事？
...
3. [打分] 请给服务态度打分。
4. [填空] 您有什么建议？
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.inquiry.enums import QuestionKind
from xuncha.kernel.texts import paragraphs

MOST_QUESTIONS, MOST_OPTIONS, LONGEST = 60, 9, 300
SCALE = 5
_KINDS = {
    "单选": QuestionKind.SINGLE, "多选": QuestionKind.MULTIPLE, "打分": QuestionKind.SCALE,
    "评分": QuestionKind.SCALE, "填空": QuestionKind.TEXT, "问答": QuestionKind.TEXT,
}  # fmt: skip
_NUMBER = re.compile(r"^\s*(?:第?\s*\d{1,3}\s*[.．、)）题]|[(（]\s*\d{1,3}\s*[)）])\s*")
_TAG = re.compile(r"[\[【(（]\s*(单选|多选|打分|评分|填空|问答)(?:题)?\s*[\]】)）]")
_MARK = re.compile(r"^\s*(?:[A-Ia-i][.．、)）]|[(（]?[A-Ia-i1-9][)）]|[□○◯☐●•·\-*])\s*")


@dataclass(frozen=True, slots=True)
class Wording:
    """One question as written."""

    kind: str
    text: str
    options: tuple[str, ...] = ()


class WordingError(ValueError):
    """What can't be read, with the question it is about."""


def read_questions(text: str) -> list[Wording]:
    """Questions of a written form; ``WordingError`` with one sentence where one makes no sense."""
    found = [_question(at, block) for at, block in enumerate(_blocks(text), start=1)]
    if not found:
        raise WordingError("还没有题目。")
    if len(found) > MOST_QUESTIONS:
        raise WordingError(f"有 {len(found)} 道题，最多 {MOST_QUESTIONS} 道。")
    return found


def written(questions: Iterable[Any]) -> str:
    """Questions as people write them, to be changed and read again."""
    blocks = []
    for at, one in enumerate(questions, start=1):
        label = QuestionKind(one.kind).label
        blocks.append("\n".join([f"{at}. [{label}] {one.text}", *one.options]))
    return "\n\n".join(blocks)


def _blocks(text: str) -> list[list[str]]:
    """Lines of each question: a numbered line or an empty one begins the next."""
    blocks: list[list[str]] = []
    fresh = True
    for line in paragraphs(text).split("\n"):
        if not line.strip():
            fresh = True
        elif fresh or _NUMBER.match(line):
            blocks.append([line])
            fresh = False
        else:
            blocks[-1].append(line)
    return blocks


def _question(at: int, lines: list[str]) -> Wording:
    head = _NUMBER.sub("", lines[0])
    tag = _TAG.search(head)
    text = _TAG.sub("", head, count=1).strip()
    options = tuple(one for line in lines[1:] if (one := _MARK.sub("", line).strip()))
    kind = _KINDS[tag[1]] if tag else (QuestionKind.SINGLE if options else QuestionKind.TEXT)
    if not text:
        raise WordingError(f"第 {at} 题没有题目。")
    if len(text) > LONGEST or any(len(one) > LONGEST for one in options):
        raise WordingError(f"第 {at} 题太长，题目和选项各不超过 {LONGEST} 个字。")
    if kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        if not 2 <= len(options) <= MOST_OPTIONS:
            raise WordingError(f"第 {at} 题是选择题，要有 2 到 {MOST_OPTIONS} 个选项。")
        if len(set(options)) != len(options):
            raise WordingError(f"第 {at} 题有两个相同的选项。")
    elif options:
        raise WordingError(f"第 {at} 题是{kind.label}题，下面不能再有选项。")
    return Wording(kind, text, options)
