"""Every address × every kind of person → the answer. A new page without a row fails the test.

Columns, in order: nobody signed in, 巡察办主任, 巡察办工作人员, 领导, 协作单位, 本单位联络员, 别的单位联络员,
本单位负责人, 系统管理员, 安全保密员, 安全审计员. Rows of addresses that take POST only are asked with an
empty form: 302 and 400 both mean that the person was let in.
"""

from __future__ import annotations

PEOPLE = (
    None, "song", "liwen", "hejingan", "fengli", "zhoulan", "wutong", "zhengyan", "xitong",
    "baomi", "shenji",
)  # fmt: skip

OPEN = "200 302 302 302 302 302 302 302 302 302 302"
SIGNED_IN = "302 200 200 200 200 200 200 200 200 200 200"

MATRIX: dict[str, str] = {}
