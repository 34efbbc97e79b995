"""The same answer in every run: what hangs on a set must not hang on the order that it comes in."""

from __future__ import annotations

import os
import subprocess
import sys

_ASKED = """
from xuncha.engines.checking import wording
from xuncha.engines.checking.answering import likeness, told
from xuncha.engines.checking.matter_words import kinship

findings = [
    "工程化整为零规避招标，发包没有流程可循，涉及3个村6个项目。",
    "惠民补贴发放名单不实，2022年以来多发17户2.3万元。",
    "农村饮水安全保障不力，7处水厂水质检测不按月开展。",
]
rows = ["项目发包化整为零，6个项目没有招标", "补贴多发17户，名单没有公示", "水厂检测没有按月做"]
print(likeness([told("", one) for one in findings], [told("", one) for one in rows]))
print([kinship(one, other) for one in findings for other in rows])
print([sorted(wording.gist(one).items()) for one in (*findings, *rows)])
"""


def test_no_score_hangs_on_the_order_of_a_set() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _ASKED], env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in range(4)
    }  # fmt: skip
    assert len(told) == 1
