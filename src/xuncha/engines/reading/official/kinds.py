# ruff: noqa: E501  (patterns)
"""What kind of paper this is, from its title and what it goes on about.

The model beside this file counts pairs of characters in 162 short texts that restate public
notices in other words, and six invented full-length papers; the texts themselves do not ship.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from xuncha.engines.reading.official.page import Page

KINDS = ("notice_rectification", "feedback", "entry_notice", "summary", "other")
_TITLE_LINES = 3
_TITLE = 60
_BODY_CHARACTERS = 400
_CUES: tuple[tuple[str, float, str], ...] = (
    ("notice_rectification", 5, r"整改[^,。;]{0,8}(?:情况|进展|报告|公开|通报|公示)|集中整改"),
    ("feedback", 5, r"反馈(?:情况|意见|会)?[^整改]{0,4}$|向[^,。]{2,40}反馈|反馈[^,。;]{0,6}巡察情况|巡察反馈(?!.{0,6}整改)"),
    ("entry_notice", 5, r"进驻|进驻信息|公告|启动|部署|撤离|动员|轮巡察(?:的)?(?:对象|安排|展开)|开展[^,。]{0,8}巡察的"),
    ("summary", 5, r"总结|综述|回顾|工作情况汇报|情况汇报|工作报告|述职|年来|\d{4}年(?:度)?巡察|“?[三四五六]项措施|做法|成效显著"),
    ("other", 4, r"讲话|主持词|发言|致辞|实事|办法|细则|制度|规定|通知$|方案|心得|体会|学习|培训|流程|一图|科普|解读|知识|问答|什么是|怎么办"),
)  # fmt: skip
_BODY: tuple[tuple[str, float, str], ...] = (
    ("notice_rectification", 2.5, r"整改(?:情况|措施|进展|状态|结果)[:：]"),
    ("notice_rectification", 2, r"巡察反馈(?:意见)?(?:的)?问题[^。]{0,8}整改|整改(?:工作)?(?:组织)?(?:落实)?情况"),
    ("notice_rectification", 1.5, r"(?:已完成|完成)整改|整改完成|销号|完成率"),
    ("feedback", 2, r"巡察组指出|发现的?主要问题|反馈了?(?:以下|\d+)?(?:方面|个问题|意见)|向[^,。;]{2,40}反馈|“?一对一”?反馈|组[^,。;]{0,24}反馈|反馈(?:意见|巡察)|[点条]建议|情况通报[:：]|整改(?:意见|建议)|(?:全面|集中|照单)接受"),
    ("entry_notice", 2, r"信访受理|举报信箱|接待(?:地点|地址|室)|驻点|受理信访|受理(?:范围|时间|方式|来电)|举报电话|值班电话|邮政信箱|意见箱|巡察期|动员会|派出\d|进驻"),
    ("entry_notice", 1.5, r"\d+个组[^。]{0,20}(?:常规|专项)?巡察|常规巡察\d*[^。]{0,10}[:家个(]|自[^,。]{3,12}起"),
    ("summary", 1.5, r"(?:先后|累计|共)[^。]{0,12}\d+轮|发现[^。]{0,10}问题\d+个|移[交送][^。]{0,8}线索\d+[件条]|全覆盖|\d{4}年[^。]{0,8}以来|前[一二三四五六]轮|\d轮"),
    ("other", 6, r"^\s*(?:在.{2,40}讲话\s*)?同志们[::,]|下面[,，]?我?讲[一二三四五两几\d]"),
    ("other", 2.5, r"受益群众|民生实事|回访|村民反映|群众反映强烈的|经督促|走村入户|拖欠|退还给|已退还"),
    ("other", 2, r"(?:召开|开会)[^。]{0,20}(?:部署会|推进会|培训会|动员部署)|会上|参会"),
)  # fmt: skip


_OWN_TITLE = re.compile(r"整改(?:专项)?督查")
_WEIGHT = 0.12
"""Of the model's word beside the rules': best when each paper was told by all the others."""
_SMALL = 0.3


@dataclass(frozen=True, slots=True)
class Model:
    """How many papers of each kind hold a pair of characters: a naive Bayes model by counts."""

    kinds: tuple[str, ...]
    papers: tuple[int, ...]
    counts: dict[str, list[int]]

    def scores(self, page: Page) -> dict[str, float]:
        """Logarithm of each kind's share, by the pairs that the model knows."""
        total = sum(self.papers)
        known = [self.counts[one] for one in pairs_of(page) if one in self.counts]
        return {
            kind: math.log((self.papers[at] + 1) / (total + len(self.kinds)))
            + sum(
                math.log((counts[at] + _SMALL) / (self.papers[at] + 2 * _SMALL)) for counts in known
            )
            for at, kind in enumerate(self.kinds)
        }


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model that ships with the program (made by ``benchmarks.read.train``)."""
    told = json.loads(resources.files(__package__).joinpath("kinds_model.json").read_text("utf-8"))
    return Model(tuple(told["kinds"]), tuple(told["papers"]), told["counts"])


def pairs_of(page: Page) -> set[str]:
    """Pairs of neighbouring characters of the beginning, those of the title told apart; digits
    are all the same."""
    plain = re.sub(r"\s", "", re.sub(r"\d+", "0", page.plain))
    title, body = plain[:_TITLE], plain[:_BODY_CHARACTERS]
    return {f"T{title[at : at + 2]}" for at in range(len(title) - 1)} | {
        body[at : at + 2] for at in range(len(body) - 1)
    }


def kind_of(page: Page, model: Model | None = None) -> tuple[str, float]:
    """The kind and how sure it is, 0 to 1: rules about title and body, and the model's word."""
    scores = _rules(page)
    for kind, told in (model or shipped_model()).scores(page).items():
        scores[kind] += _WEIGHT * told
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    (best, first), (_, second) = ranked[0], ranked[1]
    return best, round(1 / (1 + math.exp(-(first - second) / 2)), 2)


def _rules(page: Page) -> dict[str, float]:
    title = "\n".join(
        line.text
        for at, line in enumerate(page.lines[:_TITLE_LINES])
        if len(line.text) <= _TITLE and (not at or not re.search(r"[,、;].*。$", line.text))
    )
    title = title or page.first[:40]
    scores = dict.fromkeys(KINDS, 0.0)
    for kind, weight, pattern in _CUES:
        if re.search(pattern, title, re.M):
            scores[kind] += weight
    for kind, weight, pattern in _BODY:
        found = len(re.findall(pattern, page.plain, re.M))
        scores[kind] += weight * min(found, 3) ** 0.5
    if "整改" in title and not _OWN_TITLE.search(title):
        scores["notice_rectification"] += 2
    if "巡" not in page.plain:
        scores["other"] += 4
    return scores
