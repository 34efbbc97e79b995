"""The field: talks, visits, documents, questionnaires, petitions, what was put right at once."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.inquiry.enums import QuestionnaireState
from xuncha.cycle.inquiry.models import Questionnaire
from xuncha.cycle.petitions.enums import PetitionState
from xuncha.cycle.petitions.models import Petition
from xuncha.engines.filling.words import ALL, Words
from xuncha.foundation import access
from xuncha.insight.figures import field, inquiry, petitions
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.counted import counted
from xuncha.insight.figures.measure import Measure, Paths

SUBJECT = "巡中"
_EVENT = frozenset({"kind", "round", "way", "year"})
_PAPERS = (
    "资料",
    "材料",
    "文件",
    "文件资料",
    "档案资料",
    "台账资料",
    "各类资料",
    "档案",
    "有关资料",
    "文件材料",
    "资料文件",
    "档案材料",
    "账册",
    "凭证",
    "会计凭证",
    "各类材料",
    "各类文件资料",
    "文件资料台账",
    "台账",
    "资料台账",
    "文件档案",
    "材料资料",
    "会议记录",
    "有关材料",
    "相关资料",
    "相关材料",
    "文书资料",
    "财务凭证",
    "文件台账",
    "书面资料",
    "财务资料",
    "原始资料",
)
_LETTERS = (
    "信访件", "信访", "群众信访件", "群众信访举报", "群众来信来访来电", "来信来访来电",
    "来信、来电、来访",
    "群众来信、来电、来访", "来信来访来电件", "来信来电来访件", "群众信访事项", "各类信访件",
    "信访问题",
    "各类信访", "信访举报件", "来电来信来访", "群众来电来信来访", "群众来电来访来信",
    "来电来访来信",
    "群众来访来信来电", "群众来访", "群众来电", "信件", "来信来访件",
    "来信来访", "群众来信来访", "来信来电来访", "群众来信来电来访", "信访举报",
    "群众信访", "信访事项", "群众来信", "来信", "来访", "来电",
)  # fmt: skip
_SHEETS = (
    "问卷",
    "调查问卷",
    "测评问卷",
    "满意度问卷",
    "民主测评表",
    "问卷调查",
    "各类问卷",
    "调查表",
    "问卷表",
    "调查问卷表",
    "问卷（表）",
    "有效问卷",
    "无记名问卷",
    "测评表",
    "群众满意度问卷",
    "满意度调查问卷",
    "群众问卷",
    "电子问卷",
)
_MANY = ("件", "件次", "次", "件（次）", "封")
_ISSUED = (
    "下达", "交办", "下发", "发出", "制发", "印发", "提出", "移交", "下达了", "交办了",
    "当场交办", "现场交办", "开具", "列出", "督办", "转办", "发送", "送达", "交办督办",
)  # fmt: skip
_NOTICES = (
    "问题", "事项", "通知书", "通知", "清单", "通知单", "交办单", "任务", "建议", "具体问题",
    "突出问题",
)  # fmt: skip
_FIXING = ("立行立改", *_NOTICES)
_GOOD = (
    "确认",
    "改好",
    "确认改好",
    "改到位",
    "确认改到位",
    "确认整改到位",
    "确认完成",
    "确认整改完成",
    "确认已改好",
    "核实改好",
    "确认改完",
    "确认整改",
    "认可",
)

TALKS = counted(
    inquiry.TALKS, "人次", SUBJECT, Paths(date="talked_on"), _EVENT,
    dated=lambda ask: Q(talked_on__lte=ask.day),
    words=(Words(("谈话", "个别谈话", "谈话谈心", "个别访谈", "谈话了解", "个别谈心谈话",
                  "一对一谈话", "谈话访谈", "谈了话", "访谈"), (), ("人次", "次", "人", "场次",
                  "人（次）", "人(次)", "余人次"),
        verbal=True,
                 headless=False),),
)  # fmt: skip
VISITS = counted(
    inquiry.VISITS, "次", SUBJECT, Paths(date="visited_on"), _EVENT,
    dated=lambda ask: Q(visited_on__lte=ask.day),
    words=(Words(("走访", "实地走访", "走访调研", "实地察看", "实地走访调研", "入户走访",
    "走村入户",
                  "走访了解", "走访座谈", "下沉走访", "入户走访群众", "走访群众", "现场走访",
                  "走访单位", "实地走访了解", "走访慰问调研", "现场察看"), (), ("次", "场次",
                  "人次"),
                 verbal=True),),
)  # fmt: skip
DOCUMENTS = counted(
    field.DOCUMENTS, "件", SUBJECT, Paths(date="request__sent_at"), _EVENT,
    dated=lambda ask: Q(request__sent_at__lt=ask.end),
    words=(Words(_PAPERS, ("调阅", "查阅", "调取", "翻阅", "调看", "查看", "借阅", "调阅了",
    "查阅了", "查阅调取",
                  "调阅查阅", "调取查阅", "调阅审查", "审阅", "翻看"),
                 ("份", "件", "余份", "份（件）"), needs_act=True),),
)  # fmt: skip
FIXES = counted(
    field.FIXES, "件", SUBJECT, Paths(date="issued_on"), _EVENT,
    dated=lambda ask: Q(issued_on__lte=ask.day),
    words=(
        Words(("立行立改",), _ISSUED, ALL, marks=("立行立改",),
            verbal=True),
        Words(_NOTICES, _ISSUED, (*ALL, "份"),
            marks=("立行立改",)),
    ),
)  # fmt: skip
FIXED = counted(
    field.FIXES_CONFIRMED, "件", SUBJECT, Paths(date="confirmed_on"), _EVENT,
    dated=lambda ask: Q(confirmed_on__lte=ask.day),
    words=(
        Words(_FIXING, ("整改",), ALL, marks=("立行立改",), needs_act=True),
        Words(_FIXING, ("整改", *_GOOD), ALL, marks=("立行立改", "核实")),
        Words(_FIXING, _GOOD, ALL, marks=("立行立改",), needs_act=True),
        Words(("立行立改",), ("整改", *_GOOD), ALL, needs_act=True),
    ),
)  # fmt: skip


def _sheets(ask: Ask) -> QuerySet[Questionnaire]:
    states = [QuestionnaireState.OPEN, QuestionnaireState.CLOSED]
    rows = access.visible(ask.actor, Questionnaire)
    return rows.filter(state__in=states, opened_at__lt=ask.end)


HANDED_OUT = Measure(
    "questionnaires_handed_out", "发放问卷", "已经开始发放的问卷发出的份数", "份", SUBJECT, _sheets,
    Paths(date="opened_at"), _EVENT, adds="handed_out",
    words=(Words(_SHEETS, ("发放", "发出", "下发", "发放了", "共发放", "印发", "派发", "发了"),
                 ("份", "张"), needs_act=True),),
)  # fmt: skip
RETURNED = Measure(
    "questionnaires_returned", "收回问卷", "已经收齐的问卷计入统计的份数", "份", SUBJECT,
    lambda ask: _sheets(ask).filter(closed_at__lt=ask.end), Paths(date="closed_at"), _EVENT,
    adds="sheets_counted",
    words=(Words(_SHEETS, ("收回", "回收", "收回有效", "回收有效", "收回了", "有效回收",
    "有效收回", "收齐"),
                 ("份", "张"), needs_act=True),),
    rates=(("回收率", "questionnaires_handed_out"), ("收回率", "questionnaires_handed_out"),
           ("问卷回收率", "questionnaires_handed_out"), ("有效回收率",
           "questionnaires_handed_out")),
)  # fmt: skip
_WHO = OFFICE | {INSPECTOR}
LETTERS = counted(
    petitions.PETITIONS, "件", SUBJECT, Paths(date="received_on"), _EVENT,
    dated=lambda ask: Q(registered_at__lt=ask.end),
    words=(Words(_LETTERS, ("收到", "接收", "登记", "接到", "接待", "收到了", "收集", "受到",
    "登记在册",
                           "登记受理", "收受"), _MANY, needs_act=True),),
)  # fmt: skip


def _letters(name: str, label: str, definition: str, dated: str, acts: tuple[str, ...],
             rates: tuple[tuple[str, str], ...] = ()) -> Measure:  # fmt: skip
    def base(ask: Ask) -> QuerySet[Petition]:
        rows = access.visible(ask.actor, Petition).filter(**{f"{dated}__lte": ask.day})
        return rows.exclude(state__in=[PetitionState.WITHDRAWN, PetitionState.MERGED])

    return Measure(
        name, label, definition, "件", SUBJECT, base, Paths(date=dated), _EVENT, roles=_WHO,
        words=(Words(_LETTERS, acts, _MANY, needs_act=True),), rates=rates,
    )  # fmt: skip


ACCEPTED = _letters(
    "petitions_accepted", "受理的信访", "登记以后由巡察组受理的信访件，并入别件和撤销登记的除外",
    "accepted_on", ("受理", "受理了", "接收受理", "由巡察组受理", "自行受理", "直接受理"),
)  # fmt: skip
PASSED = _letters(
    "petitions_passed", "转送的信访", "按管辖转送其他机关办理的信访件，并入别件和撤销登记的除外",
    "passed_on", ("转送", "转办", "分流", "移送", "转送其他机关", "转送其他机关办理", "转其他机关",
                  "转有关机关", "转送有关机关", "转送有关机关办理", "转出", "转送有关部门",
                  "转有关部门", "转相关部门", "转送相关部门", "转办有关部门", "转交", "转交办理",
                  "移交",
                  "转送办理", "转有关部门办理", "分流转办", "转交有关部门", "转交相关部门"),
)  # fmt: skip
ANSWERED = _letters(
    "petitions_answered", "办结的信访", "已经报结的信访件，并入别件和撤销登记的除外", "answered_on",
    ("办结", "报结", "办结了", "办理完毕", "办完", "办结反馈", "处理完毕", "化解", "办结答复",
    "结案"),
    (("办结率", "petitions_accepted"), ("报结率", "petitions_accepted")),
)  # fmt: skip
_SAID = {
    "documents_on_time": (Words(_PAPERS, marks=("按时交",)),),
    "documents_late": (Words(_PAPERS, marks=("迟交",)),),
    "documents_overdue": (Words(_PAPERS, marks=("未交",)),),
    "documents_none": (Words(_PAPERS, marks=("称没有",)),),
    "documents_short": (Words(_PAPERS, marks=("页数不符",)),),
    "fixes_overdue": (
        Words(_FIXING, marks=("立行立改", "逾期")), Words(("立行立改",), marks=("逾期",)),
    ),
    "petitions_open": (Words(_LETTERS, measures=_MANY, marks=("未办结",)),),
    "petitions_overdue": (Words(_LETTERS, measures=_MANY, marks=("逾期",)),),
}  # fmt: skip
_REST = tuple(
    counted(one, "件", SUBJECT, Paths(), dated=None, words=_SAID.get(one.name, ()))
    for one in (*field.FIELD_FIGURES, *petitions.PETITION_FIGURES)
    if one.name not in {"documents_asked", "fixes_issued", "fixes_confirmed", "petitions"}
)

FIELD_MEASURES = (
    TALKS, VISITS, DOCUMENTS, HANDED_OUT, RETURNED, LETTERS, ACCEPTED, PASSED, ANSWERED, FIXES,
    FIXED, *_REST,
)  # fmt: skip
