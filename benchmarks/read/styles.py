# ruff: noqa: E501  (tables of styles)
"""How well outlines of every style are read: ``python -m benchmarks.read.styles [PAPERS [SEED]]``.

Each made-up notice draws one value for every trait of style (how chapters, sections and problems
are numbered, how a problem is worded, how the answer is labelled, how measures and states are
told, how the text is laid out). What was written is known, so F1 is told for every value of every
trait: weakness shows by style, not by luck. A finding is right when its words, its whole path and
its state are right.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.read.style_words import ACTS, ASPECTS, PROBLEMS, THEMES
from xuncha.engines.reading.official import read_text

_HAN = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
Number = Callable[[int], str]


def han(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _HAN[tens - 1] + "十")
    return head + (_HAN[ones - 1] if ones else "")


NUMBERS: dict[str, Number] = {
    "一、": lambda n: f"{han(n)}、",
    "（一）": lambda n: f"（{han(n)}）",
    "1.": lambda n: f"{n}.",
    "1．": lambda n: f"{n}．",
    "1、": lambda n: f"{n}、",
    "1 ": lambda n: f"{n} ",
    "（1）": lambda n: f"（{n}）",
    "1）": lambda n: f"{n}）",
    "⑴": lambda n: _PARENS[n - 1],
    "①": lambda n: _CIRCLES[n - 1],
    "问题1：": lambda n: f"问题{n}：",
    "问题一：": lambda n: f"问题{han(n)}：",
    "第1个问题：": lambda n: f"第{n}个问题：",
    "【问题1】": lambda n: f"【问题{n}】",
    "第一，": lambda n: f"第{han(n)}，",
    "一是": lambda n: f"{han(n)}是",
    "第一部分 ": lambda n: f"第{han(n)}部分　",
    "第一方面：": lambda n: f"第{han(n)}方面：",
    "没有": lambda n: "",
}
LEVELS = (
    ("一、", "（一）", "1."), ("一、", "（一）", "1、"), ("一、", "（一）", "（1）"), ("一、", "（一）", "1．"),
    ("一、", "1.", "（1）"), ("一、", "1．", "⑴"), ("一、", "1、", "①"), ("一、", "第一方面：", "1."),
    ("一、", "（一）", "问题1："), ("一、", "（一）", "1）"), ("一、", "（一）", "一是"), ("一、", "（一）", "第一，"),
    ("第一部分 ", "一、", "（一）"), ("第一部分 ", "（一）", "1."), ("（一）", "1.", "（1）"), ("一、", "（一）", "【问题1】"),
    ("一、", None, "（一）"), ("一、", None, "1."), ("一、", None, "1、"), ("一、", None, "（1）"),
    ("一、", None, "问题1："), ("一、", None, "问题一："), ("一、", None, "第1个问题："), ("一、", None, "一是"),
    ("一、", None, "【问题1】"), ("一、", None, "①"), ("一、", None, "1 "), ("1.", None, "（1）"), ("（一）", None, "1."),
    ("一、", "（一）", "没有"), ("一、", None, "没有"),
    ("一、", "1.", "1.1"), ("1.", "1.1", "1.1.1"),
    ("一、", "（一）＋1.", "（1）"), ("一、", "（一）＋1.", "①"), ("一、", "（一）＋1、", "（1）"),
)  # fmt: skip
WORDINGS: dict[str, str] = {
    "X。": "{x}。", "X": "{x}", "关于“X”的问题": "关于“{x}”的问题", "关于“X”的问题。": "关于“{x}”的问题。",
    "针对“X”问题": "针对“{x}”问题", "“X”的问题。": "“{x}”的问题。", "关于X的问题": "关于{x}的问题",
    "关于“X”问题的整改情况": "关于“{x}”问题的整改情况", "反馈问题：X": "反馈问题：{x}。", "X问题。": "{x}问题。",
    "问题：X。": "问题：{x}。", "问题描述：X。": "问题描述：{x}。", "反馈指出：X。": "反馈指出：{x}。", "巡察指出“X”的问题": "巡察指出“{x}”的问题",
    "关于“X”的反馈意见": "关于“{x}”的反馈意见", "“X”问题整改情况": "“{x}”问题整改情况", "存在X的问题": "存在{x}的问题", "X（反馈问题）": "{x}",
    "反馈意见：“X”": "反馈意见：“{x}”。", "针对反馈的“X”问题": "针对反馈的“{x}”问题", "对“X”问题的整改": "对“{x}”问题的整改",
}  # fmt: skip
LABELS = (
    "整改情况：", "整改措施：", "整改落实情况：", "【整改情况】", "（整改情况）", "整改进展：", "整改举措：", "整改措施及成效：", "主要做法：",
    "采取的措施：", "整改进展情况：", "整改成效：", "落实情况：", "", "整改：", "措施：", "【措施】", "整改完成情况：", "整改措施和完成情况：",
    "整改措施落实情况：", "整改情况\n", "已采取的措施：", "具体措施：", "整改工作开展情况：", "［整改情况］：", "整改情况:",
)  # fmt: skip
MEASURES = ("一是；", "一是。", "（1）", "①", "句", "段", "（1）行", "1.行", "①行", "分号")
STATE_WORDS: dict[str, tuple[str, ...]] = {
    "completed": ("已完成整改", "已完成", "整改到位", "已整改完成", "已销号"), "basically_completed": ("基本完成", "基本完成整改", "阶段性完成"),
    "long_term": ("长期坚持", "需长期坚持", "持续坚持"), "in_progress": ("正在整改", "整改中"), "not_completed": ("未完成", "尚未完成整改"),
}  # fmt: skip
STATE_FORMS = (
    "不说", "整改状态：", "完成情况：", "（）", "【】", "该问题", "末尾（）", "章", "章情况", "节", "目前", "时限：", "首句", "题前【】", "组尾", "行组", "整改工作", "（状态：）",
)  # fmt: skip
GROUPS = {
    "completed": "已完成整改的问题", "basically_completed": "基本完成的问题", "long_term": "需长期坚持的问题", "in_progress": "正在整改的问题",
    "not_completed": "未完成的问题",
}  # fmt: skip
BESIDES = ("无", "责任", "时限", "成效", "表现")
LAYOUTS = ("平", "缩进", "空行", "一行")


@dataclass(slots=True)
class Made:
    """A notice with its style and the findings that stand in it."""

    text: str
    style: dict[str, str]
    findings: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)


@dataclass(slots=True)
class _Draw:
    """One paper while it is written."""

    dice: random.Random
    style: dict[str, str]
    levels: tuple[str, str | None, str]
    problems: Iterator[str]
    lines: list[str] = field(default_factory=list)
    findings: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)
    count: int = 0


def make(seed: int) -> Made:
    """A notice by a seed."""
    dice = random.Random(seed)
    levels = dice.choice(LEVELS)
    style = {
        "编号": "｜".join(one or "" for one in levels), "问题": dice.choice(list(WORDINGS)), "答": dice.choice(LABELS),
        "措施": dice.choice(MEASURES), "状态": dice.choice(STATE_FORMS), "版式": dice.choice(LAYOUTS), "旁项": dice.choice(BESIDES),
        "连号": dice.choice(("连", "每节另起")), "前章": dice.choice(("有", "无")), "后章": dice.choice(("有", "无")),
    }  # fmt: skip
    _settle(style, levels, dice)
    draw = _Draw(dice, style, levels, iter(dice.sample(PROBLEMS, len(PROBLEMS))))
    _write(draw)
    return Made(_laid_out(draw.lines, style["版式"]), style, draw.findings)


def _settle(
    style: dict[str, str], levels: tuple[str, str | None, str], dice: random.Random
) -> None:
    """Take back what no writer would put together."""
    item = levels[2]
    if item == "没有" and not style["答"]:
        style["答"] = "整改情况："
    if item in {"一是", "第一，"} and style["措施"].startswith("一是"):
        style["措施"] = "（1）"
    if item == "一是":
        style["问题"] = dice.choice(("X。", "X"))
    if (
        style["措施"][:-1] == item
        or (style["措施"] == "1.行" and item in "1.1．1、1 1）")
        or (style["措施"][0] == "（" and item in "（1）⑴")
    ):
        style["措施"] = "一是；" if item not in {"一是", "第一，"} else "句"
    if not style["答"] and "“" not in style["问题"] and not style["问题"].startswith("关于"):
        style["问题"] = "关于“X”的问题。"
    if style["状态"] in {"（）", "【】"} and style["问题"] in {"针对“X”问题"}:
        style["状态"] = "整改状态："
    if not style["答"] and style["状态"] == "首句":
        style["状态"] = "不说"
    if style["状态"] == "行组" and (
        item in {"没有", "一是", "第一，"} or "1.1" in item or style["版式"] == "一行"
    ):
        style["状态"] = "章"
    if style["状态"] == "题前【】" and item in {"没有", "【问题1】"}:
        style["状态"] = "（）" if style["问题"] != "针对“X”问题" else "该问题"
    if style["状态"] == "节" and not levels[1]:
        style["状态"] = "章"
    if item == "没有" or not style["答"]:
        style["旁项"] = "无"
    if style["版式"] == "一行" and item == "没有":
        style["版式"] = "平"
    if style["版式"] == "一行" and style["答"].endswith("\n"):
        style["答"] = "整改情况："
    if style["版式"] == "一行" and style["问题"] in {"X", "X（反馈问题）"}:
        style["问题"] = "X。"
    if "1.1" in item:
        style["连号"] = "每节另起"


def _write(draw: _Draw) -> None:
    chapter, section, _ = draw.levels
    draw.lines += [
        "中共清源区城市管理局党组关于巡察整改进展情况的通报",
        "2023年3月6日至5月12日，区委第二巡察组对区城市管理局党组开展了常规巡察，2023年7月3日反馈了巡察意见。现将整改进展情况予以公布。",
    ]
    at = 0
    if draw.style["前章"] == "有":
        at += 1
        draw.lines += [
            f"{NUMBERS[chapter](at)}{draw.dice.choice(('整改工作组织情况', '党组履行整改主体责任情况', '加强组织领导，压实整改责任'))}",
            *draw.dice.choice((
                ["局党组高度重视，先后召开会议6次研究整改工作，成立领导小组，制定整改方案。"],
                ["一是提高政治站位，召开专题民主生活会。二是建立台账，实行销号管理。"],
            )),
        ]  # fmt: skip
    if draw.style["状态"].startswith("章"):
        for state in draw.dice.sample(list(GROUPS), 3):
            at += 1
            title = GROUPS[state] + ("整改情况" if draw.style["状态"] == "章情况" else "")
            _chapter(draw, at, title, section, state)
    else:
        at += 1
        title = draw.dice.choice(
            ("巡察反馈问题整改落实情况", "反馈意见整改情况", "具体问题整改进展情况")
        )
        _chapter(draw, at, title, section, None)
    if draw.style["后章"] == "有":
        at += 1
        draw.lines += [
            f"{NUMBERS[chapter](at)}{draw.dice.choice(('下一步工作打算', '巩固深化整改成果的措施'))}",
            "局党组将持续抓好后续整改，推动整改成果常态化长效化。",
        ]
    draw.lines.append("欢迎广大干部群众监督。联系电话：0900-5550123。")


def _chapter(draw: _Draw, at: int, title: str, section: str | None, state: str | None) -> None:
    head = f"{NUMBERS[draw.levels[0]](at)}{title}"
    draw.lines.append(head)
    if draw.style["连号"] == "每节另起":
        draw.count = 0
    if draw.style["状态"] == "行组":
        for told in draw.dice.sample(list(GROUPS), 2):
            draw.lines.append(GROUPS[told])
            for number in range(1, draw.dice.randint(2, 3) + 1):
                _problem(draw, (head, GROUPS[told]), (at, number), told)
        return
    closing = draw.style["状态"] == "组尾"
    if closing:
        state = draw.dice.choice(list(GROUPS))
    if section is None:
        for number in range(1, draw.dice.randint(2, 4) + 1):
            _problem(draw, (head,), (at, number), state)
        if state and closing:
            draw.lines.append(f"以上问题均{STATE_WORDS[state][0]}。")
        return
    states = draw.dice.sample(list(GROUPS), 2) if draw.style["状态"] == "节" else [state] * 2
    names = (
        [GROUPS[one] for one in states if one]
        if draw.style["状态"] == "节"
        else draw.dice.sample(ASPECTS, 2)
    )
    for number, (name, told) in enumerate(zip(names, states, strict=True), 1):
        outer, _, inner = section.partition("＋")
        mark = f"{at}.{number}" if section == "1.1" else NUMBERS[outer](number)
        under: tuple[str, ...] = (f"{mark}{name}",)
        draw.lines.append(under[0])
        if inner:
            under += (f"{NUMBERS[inner](1)}{draw.dice.choice(THEMES)}",)
            draw.lines.append(under[1])
        if draw.style["连号"] == "每节另起":
            draw.count = 0
        for one in range(1, draw.dice.randint(2, 3) + 1):
            _problem(draw, (head, *under), (at, number, one), told)
        if told and closing:
            draw.lines.append(f"以上问题均{STATE_WORDS[told][0]}。")


def _problem(draw: _Draw, path: tuple[str, ...], place: tuple[int, ...], state: str | None) -> None:
    draw.count += 1
    item, style = draw.levels[2], draw.style
    number = (
        ".".join(map(str, place[-2:] if item == "1.1" else place)) if item.startswith("1.1")
        else NUMBERS[item](draw.count)
    )  # fmt: skip
    words = next(draw.problems)
    told = state or ("unstated" if style["状态"] == "不说" else draw.dice.choice(list(STATE_WORDS)))
    line = number + WORDINGS[style["问题"]].format(x=words)
    form, word = style["状态"], draw.dice.choice(STATE_WORDS.get(told, ("",)))
    if form in {"（）", "【】"}:
        line = f"{line}{form[0]}{word}{form[1]}"
    elif form == "题前【】":
        line = line.replace(number, f"{number}【{word}】", 1) if number else f"【{word}】{line}"
    acts = draw.dice.sample(ACTS, draw.dice.randint(2, 3))
    lines = _answer(style, acts[:-1] if style["旁项"] == "成效" else acts)
    if form == "首句":
        lines[0] = lines[0].replace(style["答"], f"{style['答']}{word}。", 1)
    if style["旁项"] == "成效":
        lines.append(f"整改成效：{acts[-1]}。")
    if form in {"整改状态：", "完成情况："}:
        lines.append(f"{form}{word}" + draw.dice.choice(("", "。")))
    elif form == "时限：":
        lines.append(f"整改时限：{word}")
    elif form == "整改工作":
        lines[-1] = f"{lines[-1].rstrip('。')}，整改工作{word}。"
    elif form == "（状态：）":
        lines[-1] += f"（整改状态：{word}）"
    elif form == "该问题":
        lines[-1] += f"该问题{word}。"
    elif form == "末尾（）":
        lines[-1] += f"（{word}）"
    elif form == "目前":
        lines[-1] = f"{lines[-1].rstrip('。')}，目前{word}。"
    if style["旁项"] == "责任":
        lines.insert(0, "责任领导：党组成员、副局长")
    elif style["旁项"] == "时限":
        lines.insert(0, "整改时限：2023年12月底前")
    elif style["旁项"] == "表现":
        lines.insert(0, "具体表现：抽查发现3个股室没有台账。")
    if style["问题"] == "针对“X”问题" and not style["答"] and style["措施"] != "段":
        lines[0] = f"{line}，{lines[0]}"
    else:
        lines.insert(0, line)
    draw.lines += lines
    draw.findings.append((words, path, told))


def _answer(style: dict[str, str], acts: list[str]) -> list[str]:
    label, form = style["答"], style["措施"]
    if form == "段":
        return [label + acts[0] + "。", *(f"{one}。" for one in acts[1:])]
    if form.endswith("行"):
        marks = [NUMBERS[form[:-1]](at) for at in range(1, len(acts) + 1)]
        return [
            *([label] if label else []),
            *(f"{a}{b}。" for a, b in zip(marks, acts, strict=True)),
        ]
    if form.startswith("一是"):
        stop = form[-1]
        return [label + stop.join(f"{han(at)}是{one}" for at, one in enumerate(acts, 1)) + "。"]
    if form in NUMBERS:
        return [label + "；".join(NUMBERS[form](at) + one for at, one in enumerate(acts, 1)) + "。"]
    return [label + ("；" if form == "分号" else "。").join(acts) + "。"]


def _laid_out(lines: list[str], layout: str) -> str:
    if layout == "缩进":
        return "\n".join(f"　　{one}" for one in lines)
    if layout == "空行":
        return "\n\n".join(lines)
    if layout == "一行":
        return " ".join(lines)
    return "\n".join(lines)


def right_of(made: Made) -> tuple[int, int, int]:
    """How many findings stand in the paper, how many were read, how many of those are right."""
    told = [
        (_problem_words(one.finding), tuple(map(_bare, one.path)), one.status)
        for one in read_text(made.text).findings
    ]
    wanted = [(_problem_words(a), tuple(map(_bare, b)), c) for a, b, c in made.findings]
    return len(wanted), len(told), len(set(wanted) & set(told))


def _problem_words(words: str) -> str:
    return re.sub(r"的?问题$", "", _bare(words))


def _bare(words: str) -> str:
    return re.sub(r"[\s。；;，,、：:“”\"（）().．]+", "", words)


def main() -> None:
    """Print F1 for every value of every trait."""
    papers, seed = (int(one) for one in [*sys.argv[1:], *("800", "1")[len(sys.argv) - 1 :]][:2])
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for at in range(papers):
        made = make(seed * 1_000_000 + at)
        right = right_of(made)
        for key in [("全部", ""), *made.style.items()]:
            tally[key] = [a + b for a, b in zip(tally[key], right, strict=True)]
    for (trait, value), (wanted, told, right_ones) in sorted(
        tally.items(), key=lambda one: (one[0][0], _f1(*one[1]))
    ):
        print(f"{trait} {value}\t{_f1(wanted, told, right_ones):.3f}")


def _f1(wanted: int, told: int, right: int) -> float:
    return 2 * right / (wanted + told) if wanted + told else 1.0


if __name__ == "__main__":
    main()
