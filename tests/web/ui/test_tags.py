"""What the tags print: escaped, tied together for readers of the screen, telling the truth."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from xuncha.web.fields import FilesField
from xuncha.web.filling.forms import MOST_BYTES, BringForm
from xuncha.web.listing import Page, Sort, Total

EVIL = "<img src=x onerror=alert(1)>“引”\"'"
SORTS = (Sort("new", "最近在前", "pk", descending=True), Sort("old", "最早在前", "pk"))


def shown(source: str, query: str = "", **context: Any) -> str:
    """A piece of template, as a page with this query would print it."""
    request = RequestFactory().get("/list/" + query)
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


class Narrow(forms.Form):
    """Narrows a list by words, by a choice, and by what only an address can give."""

    q = forms.CharField(label="关键词", required=False)
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "全部"), ("claimed", "自称完成"), ("组", [("x", "组内一项")])],
    )  # fmt: skip
    inspection = forms.IntegerField(label="巡察任务", required=False, widget=forms.HiddenInput)


def filters(query: str) -> str:
    form = Narrow(RequestFactory().get("/" + query).GET)
    chosen = SimpleNamespace(form=form, filters=form.fields)
    return shown("{% filters chosen %}", query, chosen=chosen)


@pytest.mark.parametrize(
    "source",
    [
        "{% tag evil evil %}", "{% alert 'red' evil %}", "{% crumbs evil evil evil %}",
        "{% page_head evil evil %}{% endpage_head %}", "{% empty evil evil act=evil url=evil %}",
        "{% ask 'k' evil evil prompt=evil note=evil %}", "{% ask 'k' evil evil why_not=evil %}",
        "{% table evil %}{% endtable %}", "{% column evil 'new' %}", "{% working evil %}",
        "{% file_line evil 5 evil evil %}{% endfile_line %}", "{% menu evil %}{% endmenu %}",
        "{% help_panel evil %}{{ evil }}{% endhelp_panel %}", "{% pairs pairs %}",
        "{% changes changes %}", "{% history history %}", "{% passages passages %}",
        "{% question card %}{{ evil }}{% endquestion %}", "{% steps stages 0 %}",
        "{% tabs evil tabs %}", "{% chart 'c' option evil table=True %}",
        "{% tiles tiles %}",
    ],
)  # fmt: skip
def test_nothing_that_people_wrote_becomes_markup(source: str) -> None:
    passages = [{"label": EVIL, "text": EVIL, "spans": [(0, 4)], "url": EVIL}]
    text = shown(
        source, sorts=SORTS, evil=EVIL, pairs=[(EVIL, EVIL)], changes=[(EVIL, EVIL, EVIL + "x")],
        history=[SimpleNamespace(label=EVIL, by_name=EVIL, at=None, reason=EVIL)],
        passages=passages, stages=[SimpleNamespace(label=EVIL)], tabs=[(EVIL, EVIL, True, 1)],
        card=SimpleNamespace(
            key="1", code=EVIL, name=EVIL, severity=("high", EVIL), state=("open", EVIL),
            reason=EVIL, passages=passages, decision=EVIL,
        ),
        option={
            "xAxis": {"data": [EVIL]}, "series": [{"name": EVIL, "data": [EVIL]}],
        },
        tiles=[SimpleNamespace(name="n", label=EVIL, value=1, definition=EVIL, url=EVIL)],
    )  # fmt: skip
    assert "<img" not in text
    assert "onerror" in text
    assert not re.search(r'="[^"]*"[^\s>/=]', re.sub(r"<script.*?</script>", "", text, flags=re.S))


def test_a_sum_of_many_digits_is_grouped_and_a_stopped_count_keeps_its_plus() -> None:
    assert shown("{{ n|grouped }}", n=1234567) == "1,234,567"
    assert shown("{{ n|grouped }}", n=0) == "0"
    assert shown("{{ n|grouped }}", n=None) == "—"
    assert shown("{{ n|grouped }}", n=Total(5000, capped=True)) == "5,000+"


def test_chips_say_what_is_chosen_and_how_to_undo_it_alone() -> None:
    text = filters("?q=公函&state=claimed&inspection=12&after=abc&sort=old")
    assert "关键词：公函" in text
    assert "状态：自称完成" in text
    assert "巡察任务：12" in text
    outs = re.findall(r'class="chip__out" href="([^"]*)"', text)
    assert outs == [
        "?state=claimed&amp;inspection=12&amp;sort=old",
        "?q=%E5%85%AC%E5%87%BD&amp;inspection=12&amp;sort=old",
        "?q=%E5%85%AC%E5%87%BD&amp;state=claimed&amp;sort=old",
    ]


@pytest.mark.parametrize("query", ["", "?q=", "?sort=old&after=x"])
def test_where_nothing_is_chosen_no_chip_stands(query: str) -> None:
    assert "chip" not in filters(query)


def test_a_value_nobody_offers_is_told_not_hidden_and_not_repeated() -> None:
    text = filters("?state=<b>x")
    assert "状态：看不懂的条件" in text
    assert "<b>x" not in text
    assert "状态：组内一项" in filters("?state=x")


@pytest.mark.parametrize(
    ("query", "way", "leads"),
    [
        ("", "descending", "sort=old"),
        ("?sort=new&after=x", "descending", "sort=old"),
        ("?sort=old", "ascending", "sort=new"),
        ("?sort=due", "none", "sort=new"),
    ],
)
def test_a_column_goes_through_its_sorts(query: str, way: str, leads: str) -> None:
    text = shown("{% column '登记' 'new' 'old' %}", query, sorts=SORTS)
    assert f'aria-sort="{way}"' in text
    assert f'href="?{leads}"' in text


def test_a_column_without_sorts_is_no_link() -> None:
    assert "href" not in shown("{% column '单位' %}", sorts=SORTS)


@pytest.mark.parametrize(
    ("place", "done", "now", "words"),
    [(0, 0, 1, "第 1 步，共 3 步"), (2, 2, 1, "第 3 步，共 3 步"), (3, 3, 0, "")],
)
def test_stages_tell_where_we_are(place: int, done: int, now: int, words: str) -> None:
    stages = [SimpleNamespace(label=one) for one in "甲乙丙"]
    text = shown("{% steps stages place %}", stages=stages, place=place)
    assert text.count("stage--done") == done
    assert text.count('aria-current="step"') == now
    assert words in text
    assert ("stage--last" in text) is (place == 3)


def test_a_refused_act_stands_there_with_its_reason_tied_to_it() -> None:
    text = shown("{% ask 'verify' '核实' '/x/' why_not='申报人不得核实自己的整改。' %}")
    assert re.search(r'<button[^>]* disabled aria-describedby="why-verify"', text)
    assert 'id="why-verify">申报人不得核实自己的整改。' in text
    assert "<form" not in text
    assert "<dialog" not in text


def test_an_act_asks_for_its_reason_in_a_form_that_carries_the_version() -> None:
    text = shown("{% ask 'return' '退回' '/x/' version=7 %}", csrf_token="令牌")
    assert re.search(r'<textarea[^>]* name="reason"[^>]* required>', text)
    assert 'name="version" value="7"' in text
    assert 'name="csrfmiddlewaretoken" value="令牌"' in text
    assert 'aria-labelledby="ask-return-title"' in text
    assert "required" not in shown("{% ask 'k' '补充' '/x/' required=False %}")


class Everything(forms.Form):
    """Kinds of fields that are drawn each in its own way."""

    way = forms.ChoiceField(
        label="方式",
        choices=[("a", "甲"), ("b", "乙")],
        widget=forms.RadioSelect,
        help_text="选一种",
    )
    agreed = forms.BooleanField(label="同意")
    proof = forms.FileField(label="佐证")
    due_on = forms.DateField(label="时限", widget=forms.DateInput(attrs={"type": "date"}))
    kept = forms.IntegerField(widget=forms.HiddenInput, required=False)


def test_every_field_is_named_and_its_errors_belong_to_it() -> None:
    text = shown("{% fields form %}", form=Everything({}))
    for name in ("way", "agreed", "proof", "due_on"):
        assert f'id="id_{name}_error"' in text, name
        assert re.search(rf'aria-describedby="[^"]*id_{name}_error"', text), name
    assert re.search(r'<fieldset[^>]*aria-describedby="id_way_help id_way_error"', text)
    labels = set(re.findall(r'for="([^"]+)"', text))
    assert {"id_proof", "id_due_on"} <= labels


def test_several_files_are_warned_of_secrets_too() -> None:
    class Papers(forms.Form):
        papers = FilesField(label="材料")

    text = shown("{% fields form %}", form=Papers())
    assert "严禁上传涉密文件" in text
    assert re.search(r"<input[^>]*multiple", text)


def test_a_form_that_takes_less_than_the_site_says_so() -> None:
    assert f'data-max-bytes="{MOST_BYTES}"' in shown("{% fields form %}", form=BringForm())


def test_a_files_field_warns_of_secrets_and_knows_its_limit(settings: Any) -> None:
    settings.XUNCHA_MAX_UPLOAD_BYTES = 3 * 1024 * 1024
    text = shown("{% fields form %}", form=Everything())
    assert "严禁上传涉密文件" in text
    assert 'data-max-bytes="3145728"' in text
    assert "不超过 3.0\xa0MB" in text


def test_a_changed_value_is_marked_and_an_unchanged_one_is_not() -> None:
    rows = [("时限", "3月", "6月"), ("备注", "同", "同"), ("领导", None, "甲"), ("金额", 0, None)]
    text = shown("{% changes rows %}", rows=rows)
    assert re.findall(r"<mark>(.*?)</mark>", text) == ["6月", "甲", "—"]
    assert '<td data-label="改前">0</td>' in text


def test_facts_show_nought_and_dash_what_is_missing() -> None:
    text = shown("{% pairs rows %}", rows=[("甲", 0), ("乙", None), ("丙", "")])
    assert re.findall(r"<dd>(.*?)</dd>", text) == ["0", "—", "—"]


def test_work_tells_its_share_only_where_there_is_a_whole() -> None:
    assert 'value="38"' in shown("{% working '核对' 3800 10000 %}")
    assert 'value="100"' in shown("{% working '核对' 12 10 %}")
    assert "value=" not in shown("{% working '核对' 5 %}")
    assert "value=" not in shown("{% working '核对' 0 0 %}")


def test_a_charts_table_has_all_its_numbers() -> None:
    option = {
        "yAxis": {"data": ["水务局", "民政局"]}, "xAxis": {"type": "value"},
        "series": [{"name": "自称", "data": [12, 9]}, {"name": "核实", "data": [8, 0]}],
    }  # fmt: skip
    text = shown("{% chart 'c' option '说明' table=True %}", option=option)
    table = text[text.index("<table") :]
    assert re.findall(r'<td class="number">(\d+)', table) == ["12", "8", "9", "0"]
    assert re.findall(r'<th scope="row">([^<]+)', table) == ["水务局", "民政局"]
    pie = {"series": [{"name": "类别", "data": [{"name": "村", "value": 62}]}]}
    assert '<td class="number">62' in shown("{% chart 'p' o '说明' table=True %}", o=pie)


def test_a_charts_data_cannot_leave_its_block() -> None:
    option = {"series": [{"name": "</script><script>alert(1)</script>", "data": []}]}
    text = shown("{% chart 'c' option '说明' %}", option=option)
    assert text.count("<script") == 1
    assert 'type="application/json"' in text


def test_the_first_page_counts_from_one_and_pages_keep_the_filters() -> None:
    first = Page([None] * 50, SORTS[0], Total(5000, capped=True), "o", "")
    text = shown("{% pager page %}", "?state=claimed&before=z", page=first)
    assert "第 1 至 50 条，共 5,000+ 条" in text
    assert 'href="?state=claimed&amp;after=o"' in text
    later = Page([None] * 7, SORTS[0], Total(57, capped=False), "", "n")
    text = shown("{% pager page %}", "?state=claimed", page=later)
    assert "第 1" not in text
    assert "共 57 条，本页 7 条" in text
    assert "下一页" not in text


@pytest.mark.parametrize("colour", ["green", "yellow", "red"])
def test_an_alerts_colour_is_told_in_words_and_shape(colour: str) -> None:
    text = shown("{% alert colour %}", colour=colour)
    word = {"green": "绿", "yellow": "黄", "red": "红"}[colour]
    assert f"</svg>{word}色" in text


def test_days_are_days_of_china() -> None:
    late = dt.datetime(2026, 3, 18, 17, 0, tzinfo=dt.UTC)
    assert shown("{{ at|short_day }}", at=late) == "26-03-19"


def test_a_next_step_without_an_address_is_words_alone() -> None:
    waiting = SimpleNamespace(words="等责任单位认领。", act="", url="")
    assert "<a" not in shown("{% next_step step %}", step=waiting)
    going = SimpleNamespace(words="写明承诺。", act="认领", url="/deeds/1/claim/")
    assert 'href="/deeds/1/claim/"' in shown("{% next_step step %}", step=going)


def test_a_day_in_a_sentence_does_not_break() -> None:
    told = shown("{{ words|whole_days }}", words="请在 2026-03-13 前接收 <b>")
    assert told == '请在 <span class="nowrap">2026-03-13</span> 前接收 &lt;b&gt;'
