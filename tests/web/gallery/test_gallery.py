"""The components' page opens for all who are signed in and leaves no component out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import xuncha.web
from tests.web.signing import signed_in
from xuncha.web.ui.templatetags.ui import register

pytestmark = pytest.mark.django_db
_WEB = Path(xuncha.web.__file__).parent


def test_every_role_sees_it_and_nobody_else() -> None:
    assert signed_in("shenji", "auditor").get("/gallery/").status_code == 200
    answer = Client().get("/gallery/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_no_component_tag_is_left_out() -> None:
    names = set(register.tags) - {"field"}  # drawn by "fields"
    shown = "".join(path.read_text("utf-8") for path in (_WEB / "templates/gallery").glob("*.html"))
    assert len(names) > 20
    assert {name for name in names if f"{{% {name} " not in shown} == set()


def test_states_are_shown() -> None:
    text = signed_in("liwen", "office_staff").get("/gallery/").content.decode()
    for wanted in (
        "本人提出的延期，须由另一个人批准。", "还没有整改事项", "有几项没有填对", "<mark>",
        'data-chart="sample-chart"', 'aria-invalid="true"', "共 1,000+ 条", "12,345.678912 万元",
        "1,234,567", 'aria-sort="descending"', "（第 5 步，共 9 步）",
        'name="version" value="3"', 'id="ask-main"',
    ):  # fmt: skip
        assert wanted in text, wanted


def test_no_inline_style_script_or_handler_and_no_id_twice() -> None:
    text = signed_in("liwen", "office_staff").get("/gallery/").content.decode()
    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", text)
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_what_is_sent_is_answered_and_not_kept() -> None:
    client = signed_in("liwen", "office_staff")
    answer = client.post("/gallery/", {"reason": "不留痕的一句话"}, follow=True)
    text = answer.content.decode()
    assert "没有保存" in text
    assert "不留痕的一句话" not in text
