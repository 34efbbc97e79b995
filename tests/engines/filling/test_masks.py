"""Where a text masks a number, and where it does not."""

from __future__ import annotations

import pytest

from xuncha.engines.filling.masks import masks_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共发现问题***个", ["***"]), ("覆盖率达ＸＸ.Ｘ%", ["ＸＸ.Ｘ"]), ("抽调干部____名",
            ["____"]),
        ("对××个镇、×个街道", ["××", "×"]), ("移交线索＊＊余件", ["＊＊"]), ("问题总数：***。",
            ["***"]),
        ("追回X,XXX.XX万元", ["X,XXX.XX"]), ("巡察**所学校", ["**"]), ("受理*件（次）", ["*"]),
    ],
)  # fmt: skip
def test_a_mask_is_a_run_that_a_measure_word_follows(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in masks_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "**区委高度重视", "××镇党委", "XX同志发言", "**人民法院", "XX项目建设", "**条例",
            "张**等人",
        "**一、总体情况**", "* 个别单位", "EXX个", "3*5", "“*”号为涉密", "XX所长", "__x__",
            "**人大常委会",
    ],
)  # fmt: skip
def test_names_emphasis_and_sums_are_no_masks(text: str) -> None:
    assert masks_in(text) == []


def test_dates_and_ordinals_are_masks_that_no_figure_tells() -> None:
    text = "20**年*月，第**轮，完成**%"
    assert [one.is_ordinal for one in masks_in(text)] == [True, True, True, False]
    assert [one.measure for one in masks_in(text)] == ["年", "月", "轮", "%"]


def test_what_is_rounded_says_so() -> None:
    mask = masks_in("调阅资料**余份")[0]
    assert (mask.is_rounded, mask.measure) == (True, "份")
