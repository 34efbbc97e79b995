"""Which columns the four lists know, and by which headings they go."""

from __future__ import annotations

from xuncha.cycle.pool.enums import EntryWay, PoolImportKind, TeamRole, TieKind, TieSource
from xuncha.cycle.pool.importing.cells import (
    day_or_month,
    day_or_still,
    hours,
    person_name,
    phone,
    ranks,
    word_list,
    words_or_none,
)
from xuncha.foundation.exchange.columns import Column
from xuncha.foundation.exchange.parsers import choice, date, text, yes_no

_UNIT_HELP = "名录里的全称、简称或者代码；名录外的写成“名录外：市纪委监委”"
_NAME = Column(
    "name", "姓名", ("人员姓名", "干部姓名", "本人姓名", "参训人员", "巡察干部"), required=True,
    parse=person_name, help="巡察人员的姓名",
)  # fmt: skip
_HOME_NAMES = ("单位", "所在单位", "现工作单位", "单位名称", "本人单位", "派出单位", "推荐单位")
_SOURCES = {str(one.label): one for one in TieSource}


def _home(required: bool) -> Column:
    return Column(
        "home", "工作单位", _HOME_NAMES, required=required, parse=text(80), help=_UNIT_HELP
    )


def _people() -> list[Column]:
    ways = {str(one.label): one for one in EntryWay}
    return [
        _NAME,
        _home(required=False),
        Column("home_post", "单位及职务",
               ("工作单位及职务", "工作单位职务", "单位职务", "现工作单位及职务"),
               parse=text(120), help="单位和职务写在一格里，会按名录分开"),
        Column("post", "职务", ("现任职务", "职务职级", "现职务", "岗位"),
               parse=words_or_none(60), help="单独一列的职务"),
        Column("phone", "电话", ("联系电话", "手机", "手机号", "手机号码", "联系方式"),
               parse=phone, help="手机或者座机"),
        Column("native_place", "籍贯", (), parse=words_or_none(60),
               help="文字，例如“柳渡镇石桥村”"),
        Column("joined_party_on", "入党时间", ("入党日期", "入党年月"), parse=day_or_month(),
               help="日期，写到月也可以"),
        Column("home_since", "到现单位时间", ("到现单位日期", "任现职时间", "进入现单位时间"),
               parse=day_or_month(), help="日期，写到月也可以"),
        Column("specialties", "专长", ("业务专长", "专业特长", "特长", "熟悉领域", "专业"),
               parse=word_list, help="词表里的词，用顿号分开"),
        Column("rank", "人选类别", ("拟任", "拟任职务", "人选", "建议人选", "类别"), parse=ranks,
               help="组长、副组长或者成员"),
        Column("can_lead", "可任组长", ("组长人选",), parse=yes_no(), help="填“是”或者“否”"),
        Column("can_deputise", "可任副组长", ("副组长人选",), parse=yes_no(),
               help="填“是”或者“否”"),
        Column("from_discipline", "纪检监察干部", ("是否纪检监察干部", "纪检干部"),
               parse=yes_no(), help="填“是”或者“否”"),
        Column("way", "推荐方式", ("入库方式",), parse=choice(ways), help="、".join(ways)),
        Column("nomination", "推荐意见", ("推荐理由", "单位意见"), parse=words_or_none(300),
               help="文字"),
        Column("note", "备注", (), parse=words_or_none(300), help="文字"),
    ]  # fmt: skip


def _ties() -> list[Column]:
    kinds = {str(one.label): one for one in TieKind}
    other = {
        "任职回避": "任职", "任职经历": "任职", "工作经历": "任职", "曾任职": "任职",
        "亲属关系": "亲属", "亲属任职": "亲属", "近亲属": "亲属", "亲属回避": "亲属",
        "地域回避": "地域", "籍贯": "地域", "出生地": "地域", "成长地": "地域",
        "长期居住": "地域", "公务回避": "公务往来", "业务往来": "公务往来", "公务": "公务往来",
        "声明": "本人声明", "自行声明": "本人声明", "其它": "其他",
    }  # fmt: skip
    return [
        _NAME,
        _home(required=False),
        Column("kind", "关系种类", ("关系类型", "回避类型", "回避种类", "回避情形", "种类"),
               parse=choice(kinds, other), help="、".join(kinds)),
        Column("organisation", "涉及单位",
               ("涉及的单位", "亲属工作单位", "亲属单位", "关系单位", "回避单位", "曾任职单位"),
               parse=words_or_none(80), help=_UNIT_HELP),
        Column("person", "亲属姓名", ("关系人姓名", "关系人"), parse=words_or_none(40),
               help="亲属关系要填"),
        Column("relationship", "与本人关系", ("称谓", "与本人的关系", "亲属称谓"),
               parse=words_or_none(20), help="例如“表弟”"),
        Column("post", "职务", ("亲属职务", "曾任职务", "任职", "所任职务"),
               parse=words_or_none(60), help="亲属的或者本人曾任的职务"),
        Column("leads", "班子成员", ("是否班子成员", "领导班子成员", "是否领导"),
               parse=yes_no(), help="填“是”或者“否”"),
        Column("from_on", "起", ("开始时间", "起始时间", "开始日期", "任职开始"),
               parse=day_or_month(), help="日期；只写到月的按当月第一天"),
        Column("until_on", "止", ("结束时间", "终止时间", "结束日期", "任职结束"),
               parse=day_or_still(), help="日期；只写到月的按当月最后一天，仍在的写“至今”"),
        Column("source", "来源", ("信息来源",), parse=choice(_SOURCES), help="、".join(_SOURCES)),
        Column("detail", "说明", ("具体情况", "备注", "情况说明"), parse=words_or_none(300),
               help="文字"),
    ]  # fmt: skip


def _trainings() -> list[Column]:
    return [
        _NAME,
        _home(required=False),
        Column("title", "培训名称", ("培训班", "培训班名称", "培训", "班次"), parse=text(80),
               help="上传时选了培训的，可以没有这一列"),
        Column("held_on", "开班日期", ("培训日期", "培训时间", "开班时间", "日期"), parse=date(),
               help="完整的日期"),
        Column("hours", "学时", ("培训学时", "课时"), parse=hours, help="数字"),
        Column("is_secrecy", "保密培训", ("是否保密培训",), parse=yes_no(),
               help="填“是”或者“否”"),
        Column("passed", "合格", ("是否合格", "考核结果", "考试结果"),
               parse=choice({"合格": True, "不合格": False},
                            {"是": "合格", "否": "不合格", "√": "合格", "×": "不合格",
                             "优秀": "合格", "良好": "合格", "通过": "合格", "未通过": "不合格"}),
               help="合格或者不合格"),
        Column("note", "备注", (), parse=words_or_none(100), help="文字"),
    ]  # fmt: skip


def _services() -> list[Column]:
    roles = {str(one.label): one for one in TeamRole}
    other = {"组员": "成员", "巡察专员": "成员", "副组长兼联络员": "副组长", "信息员": "成员"}
    return [
        _NAME,
        _home(required=False),
        Column("organisation", "被巡察单位", ("被巡察党组织", "巡察单位", "巡察对象", "对象"),
               required=True, parse=text(80), help=_UNIT_HELP),
        Column("on", "进驻日期", ("进驻时间", "巡察时间", "开始时间", "时间"), required=True,
               parse=day_or_month(), help="日期，写到月也可以"),
        Column("role", "担任", ("组内职务", "担任职务", "角色", "巡察职务"),
               parse=choice(roles, other), help="、".join(roles)),
        Column("round_words", "轮次", ("巡察轮次", "届次轮次"), parse=words_or_none(60),
               help="例如“十一届第三轮”"),
        Column("source", "来源", ("信息来源",), parse=choice(_SOURCES), help="、".join(_SOURCES)),
    ]  # fmt: skip


def columns_of(kind: str) -> list[Column]:
    """The columns of one kind of list."""
    makers = {
        PoolImportKind.PEOPLE: _people, PoolImportKind.TIES: _ties,
        PoolImportKind.TRAININGS: _trainings, PoolImportKind.SERVICES: _services,
    }  # fmt: skip
    return makers[PoolImportKind(kind)]()
