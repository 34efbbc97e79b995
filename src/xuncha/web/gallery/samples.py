"""Invented contents for the components' page: ordinary, long, empty, wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms

from xuncha.cycle.checkpoints.selectors import Cell, Line, Matrix
from xuncha.cycle.directory.history import Node, grow
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.web.figures import Tile
from xuncha.web.listing import Page, Sort, Total

LONG = "清源区政务服务和数据管理局机关服务中心（区公共资源交易监督管理办公室）"
LONG_FILE = (
    "清源区水务局关于落实区委巡察反馈意见立行立改事项及专项资金清理情况的说明（盖章扫描件）.docx"
)
SORTS = (
    Sort("new", "最近在前", "pk", descending=True), Sort("sum", "金额小的在前", "amount"),
    Sort("sum-down", "金额大的在前", "amount", descending=True),
)  # fmt: skip
TEXT = "该单位2024年专项资金结余48万元，已于3月底前全部拨付到位，佐证见附件2。"
SPANS = ((6, 18), (15, 23))
RARE = "𠮷家𣲗村党支部“<一事一议>”台账缺页，㙟口组3户未公示。"
RARE_SPANS = ((0, 5), (2, 8, "mark--other"), (10, 12), (20, 22), (99, 120))
CHECKS = [
    {"colour": "green", "label": "人数", "words": "6 人，符合 5 至 7 人"},
    {"colour": "yellow", "label": "联络员", "words": "还没有指定联络员"},
    {"colour": "red", "label": "回避", "words": f"某同志：{LONG}"},
]
STAGES = tuple(
    SimpleNamespace(label=one)
    for one in ("准备", "进驻", "了解", "形成报告", "反馈", "集中整改", "验收", "巩固", "归档")
)


def step(url: str) -> SimpleNamespace:
    """What comes next; here, or on another page."""
    return SimpleNamespace(words="有 18 人等着审查资格、审定入库。", act="去入库审批", url=url)


SAMPLE_MONEY = (
    Decimal(0), Decimal("86.5"), Decimal(12600), Decimal(480000), Decimal("123456789.12"), None
)  # fmt: skip
TAGS = (
    ("none", "整改中"), ("claimed", "自称完成"), ("verified", "已核实"), ("sustained", "已巩固"),
    ("returned", "已退回"), ("reopened", "重新打开"), ("open-signal", "疑点 3"), ("high", "严重"),
    ("medium", "一般"), ("upheld", "疑点成立"), ("cleared", "已排除"), ("gone", "已消失"),
)  # fmt: skip


class DraftForm(forms.Form):
    """A form that people type much into."""

    words = forms.CharField(label="情况", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    way = forms.ChoiceField(
        label="方式", required=False, choices=[("a", "谈话"), ("b", "走访")],
        widget=forms.RadioSelect,
    )  # fmt: skip


class RowForm(forms.Form):
    """One row of a table to fill in."""

    what = forms.CharField(label="事实", required=False)
    amount = forms.DecimalField(label="金额（元）", required=False)


RowSet = forms.formset_factory(RowForm, extra=2, max_num=20)


class SampleForm(forms.Form):
    """Every kind of field; bound to nothing it shows every kind of error."""

    name = forms.CharField(label="单位名称", max_length=20, help_text="写全称，与公章一致")
    note = forms.CharField(label="整改措施", widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(label="整改时限", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="单位类别", choices=[("", "请选择"), ("a", "区直部门"), ("b", "乡镇街道")]
    )
    way = forms.ChoiceField(
        label="核实方式", choices=[("paper", "查阅资料"), ("site", "现场核查")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    fields_known = forms.MultipleChoiceField(
        label="专长", choices=[("a", "财务"), ("b", "审计"), ("c", "工程"), ("d", "农业农村")],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    unit = forms.CharField(
        label="涉及单位", help_text="输入时会给出建议",
        widget=forms.TextInput(attrs={"list": "sample-units"}),
    )  # fmt: skip
    is_public = forms.BooleanField(label="已经公开整改情况")
    proof = forms.FileField(label="佐证材料")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=1)

    def clean(self) -> dict[str, Any] | None:
        """What concerns the whole stands on top."""
        self.add_error(None, "有几项没有填对，请看各项下面的说明。")
        return None


class SearchForm(forms.Form):
    """A filter bar's fields."""

    q = forms.CharField(
        label="关键词", required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "问题、编号或单位"}),
    )  # fmt: skip
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), ("claimed", "自称完成")]
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sample table."""

    number: str
    unit: str
    text: str
    money: Decimal | None
    claimed: dt.date | None
    verified: dt.date | None
    sustained: dt.date | None


def rows() -> list[Row]:
    """Ordinary, very long, nearly empty."""
    day = dt.date
    return [
        Row("1", "清源区水务局", "公务接待审批不严，3笔接待费无公函报销。", Decimal(12600),
            day(2026, 1, 12), day(2026, 2, 3), day(2026, 3, 2)),
        Row("2—（3）", LONG, "固定资产账实不符，28件设备没有登记入账；" * 6, Decimal(3480000),
            day(2026, 1, 20), None, None),
        Row("12", "青石镇", "台账更新不及时。", None, None, None, None),
    ]  # fmt: skip


def tiles(url: str) -> list[Tile]:
    """Figures of nothing, some, and very many."""
    told = (
        ("items_total", "整改事项", 1284, "本届以来反馈后列入台账的全部事项。"),
        ("items_claimed", "自称完成", 967, "单位申报完成的事项，不等于已经核实。"),
        ("items_verified", "已核实", 512, "巡察办核实通过的事项。"),
        ("items_sustained", "已巩固", 0, "核实满期后复查仍未反弹的事项。"),
        ("items_overdue", "已逾期", 1234567, "过了时限还没有申报完成的事项。"),
    )
    return [Tile(name, label, value, words, url) for name, label, value, words in told]


def chosen(form: SearchForm) -> SimpleNamespace:
    """What the filter bar wants of a set of filters."""
    return SimpleNamespace(form=form, filters=form.fields)


def page(older: str, newer: str, number: int, *, capped: bool = False) -> Page[Any]:
    """A page's place among its neighbours."""
    return Page([None] * min(number, 50), SORTS[0], Total(number, capped), older, newer)


def option() -> dict[str, Any]:
    """A chart's option: three levels of four units, one with a long name."""
    units = ["水务局", "民政局", "青石镇", LONG]
    levels = {"自称": [12, 9, 7, 15], "核实": [8, 9, 2, 6], "巩固": [3, 4, 0, 1]}
    return {
        "grid": {"left": 8, "right": 16, "top": 36, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value"},
        "yAxis": {
            "type": "category", "data": units, "inverse": True,
            "axisLabel": {"width": 130, "overflow": "truncate"},
        },
        "series": [
            {"type": "bar", "name": name, "data": values} for name, values in levels.items()
        ],
    }  # fmt: skip


def passage_rows(url: str) -> list[dict[str, Any]]:
    """Two texts beside each other, one of them of somebody else."""
    return [
        {"label": "本事项 · 整改进展", "text": TEXT, "spans": SPANS, "url": ""},
        {"label": f"{LONG} · 事项 14 · 整改进展", "text": TEXT, "spans": ((0, 5),), "url": url},
    ]


def chain_links(url: str) -> list[dict[str, Any]]:
    """What a sentence rests on: whole, and with next to nothing."""
    return [
        {
            "label": "底-007　公务接待报销没有公函", "note": "已审签 · 承办人 顾青", "url": url,
            "lines": [("事实 1：2024年6月，3笔接待费没有公函。", "单位已确认"), (LONG, "")],
            "ends": [{"label": "谈话 谈-003 办公室主任", "url": url},
                     {"label": "其他材料 会计凭证（6月第12号）", "url": ""}],
        },
        {"label": LONG, "note": "草拟", "url": url, "lines": [], "ends": []},
    ]  # fmt: skip


def cards(url: str) -> dict[str, SimpleNamespace]:
    """A doubt that waits, and one that somebody settled."""
    waiting = SimpleNamespace(
        key="a", code="R04", name="雷同文本", severity=("high", "程度高"), state=("open", "待处理"),
        reason="与另一单位第14项进展 91% 相同（数字、单位名称和通用套话不计）。",
        passages=passage_rows(url), decision="",
    )  # fmt: skip
    settled = SimpleNamespace(
        key="b", code="R08", name="佐证时间不合", severity=("low", "程度低"),
        state=("cleared", "已排除"), reason="佐证落款早于反馈日期。", passages=[],
        decision="扫描件落款为原制度印发日期，修订日期见附件 3。",
    )  # fmt: skip
    return {"open_card": waiting, "cleared_card": settled}


def history_rows() -> list[SimpleNamespace]:
    """Who did what when and why."""
    at = dt.datetime(2026, 2, 3, 10, 20, tzinfo=dt.UTC)
    told = (
        ("核实通过", "何对实", "现场核查，设备已全部入账。"),
        ("退回", "何对实", "佐证只有会议纪要，没有付款凭证。\n请补交后再申报。"),
        ("申报完成", LONG, ""),
    )
    return [SimpleNamespace(label=a, by_name=b, at=at, reason=c) for a, b, c in told]


def matrix() -> Matrix:
    """Three groups of points in three inspections, every look once; one without a list."""
    groups = [
        TaxonomyNode(pk=pk, code=code, name=name)
        for pk, code, name in (
            (1, "1.2", "重大决策部署"),
            (2, "2.5", "财务管理"),
            (3, "2.10", LONG),
        )
    ]
    top = TaxonomyNode(pk=9, code="1", name="落实党的理论和路线方针政策、上级决策部署")
    told = (
        ("区水务局", ((3, 3, 0), (4, 4, 2), (5, 2, 1))),
        (LONG, ((2, 0, 0), (0, 0, 0), (1, 1, 1))),
    )
    lines = []
    for name, counts in told:
        cells = [Cell(*one) for one in counts]
        total = Cell(*(sum(one) for one in zip(*counts, strict=True)))
        named: Any = SimpleNamespace(pk=1, organisation=name)
        lines.append(Line(named, list(zip(groups, cells, strict=True)), total, has_list=True))
    bare: Any = SimpleNamespace(pk=2, organisation="柳渡镇")
    lines.append(Line(bare, [(group, Cell()) for group in groups]))
    totals = [Cell(5, 3, 0), Cell(4, 4, 2), Cell(6, 3, 2)]
    return Matrix(groups, [(top, 3)], lines, totals, Cell(15, 10, 4))


def frames(url: str) -> dict[str, Any]:
    """Tabs, changes, facts."""
    return {
        "tab_rows": [
            ("全部", url, True, 1284), ("待核实", url, False, 455), ("已退回", url, False, 0),
            ("说明", url, False, None),
        ],
        "tab_groups": SimpleNamespace(
            rows=[("概况", url, False, None), ("巡中", url, True, None)],
            under=[("谈话", url, True, None), ("走访", url, False, None)],
        ),
        "change_rows": [
            ("整改时限", "2026-03-31", "2026-06-30"), ("责任领导", None, "江合庆"),
            ("整改措施", "补办审批手续。" * 8, "补办审批手续。" * 8), ("备注", "<无>", None),
        ],
        "pair_rows": [
            ("责任单位", LONG), ("整改时限", dt.date(2026, 6, 30)), ("责任人", None), ("备注", ""),
        ],
        "long_file": LONG_FILE,
    }  # fmt: skip


def tree_nodes() -> list[Node]:
    """A leaf, a town with villages, a name that is far too long."""
    nodes = [
        Node(1, "A1", "清源区水务局", "区水务局", "department", None),
        Node(2, "T1", "柳渡镇", "柳渡镇", "town", None),
        *(Node(at, f"V{at}", f"柳渡镇第{at}村", f"第{at}村", "village", 2) for at in range(3, 8)),
        Node(8, "V8", "第8村第1组", "第1组", "village", 7),
        Node(9, "A9", LONG, "", "department", None),
    ]
    return grow(nodes)


def line_steps(url: str) -> list[SimpleNamespace]:
    """Two become one, one becomes two; one of them is the one that we look at."""
    return [
        SimpleNamespace(
            on=dt.date(2019, 3, 20), label="合并", document="清委发2019年8号文",
            before=[("清源区粮食局", url, False), (LONG, url, False)],
            after=[("清源区粮食商务局", url, True)],
        ),
        SimpleNamespace(
            on=dt.date(2024, 1, 1), label="分设", document="",
            before=[("清源区粮食商务局", url, True)],
            after=[("清源区粮食储备局", url, False), ("清源区商务局", url, False)],
        ),
    ]  # fmt: skip
