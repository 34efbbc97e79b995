"""Whether a row is about persons who have to answer for money or discipline."""

from __future__ import annotations

import re

from xuncha.engines.checking.context import RowView
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import fold
from xuncha.engines.checking.sums import sums

_PERSON = re.compile(
    r"[\d一二两三四五六七八九十][名人]|[\u4e00-\u9fff](?:员|长|主任|书记|会计|出纳|文书)|干部|职工|教师|医生|同志|负责人|会计|出纳|经办人|责任人|当事人"
)
_TO_ANSWER = re.compile(
    r"(?:追究|追责|问责|^查处(?=$|[,。;])|查处(?:有关|相关|涉|当事|责任|[^,。;]{0,6}(?:长|主任|书记|会计|员|经理|干部|人)$)|移送(?:纪|司法|公安|有关|$|[,。;])|严肃处理|依规处理|依纪处理|组织处理|按规定处理|给予[^,。;]{0,4}处[分理]|(?:严肃|从严|依规|依纪|依法|按纪律?|按规定|批评)(?:查处|处理|处置|办理|惩处)|按纪律?办|纪律处分|党纪处分)"
    r"|(?:承担|追究)[^,。;]{0,6}责任|处理(?:相关|有关|涉事)?(?:责任人|人员|当事人|教师|医生|干部)"
)


def answerable(view: RowView, lexicon: Lexicon) -> str:
    """The words that make it a matter of money or discipline: of wrongdoing, of answering for it in
    the finding or the measure, else a sum beside a person; "" for any other matter."""
    finding = fold(view.told)
    found = (
        lexicon["discipline"].search(finding)
        or _TO_ANSWER.search(finding)
        or _TO_ANSWER.search(fold(view.measure))
    )
    if found is not None:
        return found.group()
    told = sums(view.told) if _PERSON.search(view.told) else ()
    return view.told[told[0].start : told[0].end] if told else ""
