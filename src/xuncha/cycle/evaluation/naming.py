"""Names that must not stand in a public text: of users, of people in the directory, and those that
slipped into the posts of who answers for a finding."""

from __future__ import annotations

import re

from xuncha.cycle.directory.models import Contact, Membership
from xuncha.cycle.evaluation.surnames import SURNAMES
from xuncha.cycle.findings.models import FindingPerson
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.models import User

_HAN = "[\u4e00-\u9fff]"
_POST = (
    "(?:书记|主任|局长|镇长|乡长|县长|区长|村长|科长|股长|所长|站长|院长|校长|队长|组长|经理|董事长|"
    "会计|出纳|委员|同志)"
)
_NAME_AT_POST = re.compile(f"{_POST}[\\s：:（(]*([{SURNAMES}]{_HAN}{{1,2}})(?![\u4e00-\u9fff])")
_SHORT = 2


def names_in(text: str, inspection: Inspection) -> list[str]:
    """Full names of known persons in a text, in its order. A name of two characters is often a
    word too: of other units it counts only beside a post (张明书记, 局长张明)."""
    own = _own(inspection)
    found = {name for name in own if name in text}
    found |= {name for name in _others() - own if _stands(name, text)}
    return sorted(found, key=text.index)


def without_names(text: str, inspection: Inspection) -> str:
    """The text with known persons as 有关人员."""
    for name in sorted(names_in(text, inspection), key=len, reverse=True):
        text = text.replace(name, "有关人员")
    return text


def _own(inspection: Inspection) -> set[str]:
    unit = inspection.organisation_id
    people = Contact.objects.filter(organisation=unit).values_list("name", flat=True)
    seats = Membership.objects.filter(organisation=unit).values_list("user__name", flat=True)
    posts = FindingPerson.objects.filter(finding__inspection=inspection).values_list(
        "post", flat=True
    )
    typed = [name for post in posts for name in _NAME_AT_POST.findall(post)]
    return {one for one in (*people, *seats, *typed) if len(one) >= _SHORT}


def _others() -> set[str]:
    people = Contact.objects.order_by().values_list("name", flat=True).distinct()
    users = User.objects.order_by().values_list("name", flat=True)
    return {one for one in (*people, *users) if len(one) >= _SHORT}


def _stands(name: str, text: str) -> bool:
    if name not in text:
        return False
    if len(name) > _SHORT:
        return True
    plain = re.escape(name)
    return bool(re.search(f"{_POST}{plain}|{plain}{_POST}", text))
