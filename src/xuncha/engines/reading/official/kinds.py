"""What kind of paper this is, from its title and what it goes on about."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.page import Page

_HEAD = 400
_TITLE_LINES = 3
_CUES: tuple[tuple[str, float, str], ...] = (
    ("notice_rectification", 5, r"整改(?:落实)?(?:进展|工作|完成)?(?:的)?(?:情况|进展|报告|公开|通报|公示)|集中整改"),
    ("feedback", 5, r"反馈(?:情况|意见|会)?[^整改]{0,4}$|向[^,。]{2,40}反馈|反馈[^,。;]{0,6}巡察情况|巡察反馈(?!.{0,6}整改)"),
    ("entry_notice", 5, r"进驻|公告|启动|部署|撤离|动员|轮巡察(?:的)?(?:对象|安排|展开)|开展[^,。]{0,8}巡察的"),
    ("summary", 5, r"总结|综述|回顾|工作情况汇报|情况汇报|工作报告|述职|年来|\d{4}年(?:度)?巡察|“?[三四五六]项措施|做法|成效显著"),
    ("other", 4, r"讲话|主持词|发言|致辞|实事|办法|细则|制度|规定|通知$|方案|心得|体会|学习|培训"),
)  # fmt: skip
_BODY: tuple[tuple[str, float, str], ...] = (
    ("notice_rectification", 2.5, r"整改(?:情况|措施|进展|状态|结果)[:：]"),
    ("notice_rectification", 2, r"巡察反馈(?:意见)?(?:的)?问题[^。]{0,8}整改|整改(?:工作)?(?:组织)?(?:落实)?情况"),
    ("notice_rectification", 1.5, r"(?:已完成|完成)整改|整改完成|销号|完成率"),
    ("feedback", 2, r"巡察组指出|发现的?主要问题|反馈了?(?:以下|\d+)?(?:方面|个问题|意见)|向[^,。;]{2,40}反馈|[点条]建议|情况通报[:：]|整改(?:意见|建议)|(?:全面|集中|照单)接受"),
    ("entry_notice", 2, r"信访受理|受理(?:范围|时间|方式|来电)|举报电话|值班电话|邮政信箱|意见箱|巡察期|动员会|派出\d|进驻"),
    ("entry_notice", 1.5, r"\d+个组[^。]{0,20}(?:常规|专项)?巡察|常规巡察\d*[^。]{0,10}[:家个(]|自[^,。]{3,12}起"),
    ("summary", 1.5, r"(?:先后|累计|共)[^。]{0,12}\d+轮|发现[^。]{0,10}问题\d+个|移[交送][^。]{0,8}线索\d+[件条]|全覆盖|\d{4}年[^。]{0,8}以来|前[一二三四五六]轮|\d轮"),
    ("other", 1.5, r"同志们|我讲|受益群众|民生实事|回访"),
)  # fmt: skip


def kind_of(page: Page) -> tuple[str, float]:
    """The kind and how sure it is, 0 to 1. A title weighs more than the rest of the paper."""
    title = "\n".join(line.text for line in page.lines[:_TITLE_LINES] if len(line.text) <= 60)
    if not title:
        title = page.first[:40]
    scores = dict.fromkeys(("notice_rectification", "feedback", "entry_notice", "summary", "other"), 0.0)
    for kind, weight, pattern in _CUES:
        if re.search(pattern, title, re.M):
            scores[kind] += weight
    for kind, weight, pattern in _BODY:
        found = len(re.findall(pattern, page.plain))
        scores[kind] += weight * min(found, 3) ** 0.5 if found else 0
    if re.search(r"整改", title) and not re.search(r"整改(?:专项)?督查", title):
        scores["notice_rectification"] += 2
    if "巡" not in page.plain:
        scores["other"] += 4
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    (best, first), (_, second) = ranked[0], ranked[1]
    if first <= 0:
        return "other", 0.5
    return best, min(0.99, 0.5 + (first - second) / (2 * (first + second)))
