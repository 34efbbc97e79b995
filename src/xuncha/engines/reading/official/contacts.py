# ruff: noqa: E501  (patterns)
"""How to reach those who inspect: telephone, hours, mail."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import Facts

_PHONE = re.compile(
    r"(?<![\d-])(?:\(?0\d{2,3}\)?[- —]{0,2}\d{7,8}|1\d{2}[ -]?\d{4}[ -]?\d{4})(?!\d)"
    r"|(?:(?<=电话[:为])|(?<=电话)|(?<=电话: )|(?<=热线[:为])|(?<=座机:))\d{7,8}(?!\d)"
)
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TIME = r"(?:上午|下午|早|晚|中午)?\s*\d{1,2}\s*(?:[:点时]\s*(?:\d{2})?分?)"
_HOURS = re.compile(
    rf"(?:工作日)?(?:每[天日])?{_TIME}\s*(?:至|到|-|—|~)+\s*{_TIME}(?:\s*[,、;和]?\s*{_TIME}\s*(?:至|到|-|—|~)+\s*{_TIME})*"
)
_LOOSE_HOURS = re.compile(
    rf"(?:工作日)?{_TIME}\s*(?:至|-|—|~)+\s*\d{{1,2}}:\d\d[^。;]{{0,4}}?(?:下午)\d{{1,2}}:\d\d\s*(?:至|-|—|~)+\s*\d{{1,2}}:\d\d"
)
_BOX = re.compile(
    r"(?:邮政信箱|通[信讯]地址|邮寄地址|信件请寄|来信请寄|请寄|寄送地址|来信(?:来访)?地址|邮政地址|联系地址|地址|(?<!电子)(?<!子邮)信箱(?=[^。;\n@]{4,30}(?:[。;,\n]|$)))(?:为|是)?[:：]\s*(?P<box>[^;。\n]{4,60}?)(?=[,，;。\n(（]|邮编|收件人|\s*(?:举报|联系|监督|值班|受理)?电话|$)"
)


def phones_in(page: Page, start: int, end: int) -> list[str]:
    """Telephone numbers between two places."""
    return [one.group() for one in _PHONE.finditer(page.plain, start, end)]


def mails_in(page: Page, start: int, end: int) -> list[str]:
    """Addresses of electronic mail between two places."""
    return [one.group() for one in _EMAIL.finditer(page.plain, start, end)]


def boxes_in(page: Page, start: int, end: int) -> list[str]:
    """Addresses for letters between two places."""
    return [
        page.text[slice(*one.span("box"))].rstrip() for one in _BOX.finditer(page.plain, start, end)
    ]


def find_contacts(page: Page, facts: Facts) -> None:
    """Tell contact.phone, contact.email, contact.mailbox and contact.phone_hours."""
    phones = list(_PHONE.finditer(page.plain))
    if phones and len({one.group() for one in phones}) == 1:
        facts.tell("contact.phone", phones[0].group(), *phones[0].span())
    elif phones:
        named = [
            one for one in phones
            if re.search(r"(?:监督|联系|举报|值班|受理|信访)电话[^\d。;]{0,6}$", page.plain[max(0, one.start() - 12) : one.start()])
        ]  # fmt: skip
        best = (named or phones)[0]
        facts.tell("contact.phone", best.group(), *best.span())
    if mail := _EMAIL.search(page.plain):
        facts.tell("contact.email", mail.group(), *mail.span())
    for hours in _HOURS.finditer(page.plain):
        around = page.plain[max(0, hours.start() - 40) : hours.end() + 12]
        if re.search(r"电话|接听|受理|来电|联系|值班|短信", around):
            facts.tell("contact.phone_hours", page.text[hours.start() : hours.end()], *hours.span())
            break
    if box := _BOX.search(page.plain):
        words = page.text[box.start("box") : box.end("box")].rstrip()
        start = box.start("box")
        facts.tell("contact.mailbox", words, start, start + len(words))
