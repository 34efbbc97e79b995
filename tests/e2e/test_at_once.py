"""Two people at the same item in the same moment, through the real server: one winner, one 409."""

from __future__ import annotations

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.e2e.conftest import PASSWORD

pytestmark = pytest.mark.e2e

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Person:
    """A signed-in person without a browser, so that two can press at once."""

    def __init__(self, site: str, username: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.open = urllib.request.build_opener(jar).open
        self.post("/sign-in/", {"username": username, "password": PASSWORD}, "/sign-in/")

    def get(self, path: str) -> str:
        with self.open(self.site + path) as answer:
            return str(answer.read().decode())

    def post(self, path: str, words: dict[str, str], form: str) -> tuple[int, str]:
        token = _TOKEN.search(self.get(form))
        assert token is not None
        data = urllib.parse.urlencode({**words, "csrfmiddlewaretoken": token[1]}).encode()
        try:
            with self.open(self.site + path, data) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


def test_two_at_once(site: str) -> None:
    clerk, liaison = Person(site, "jiandan"), Person(site, "shuiqing")
    page = liaison.get("/rectification/?state=claimed")
    items = re.findall(r'href="(/rectification/items/\d+/)"', page)
    assert items
    answers: dict[str, tuple[int, str]] = {}
    address = items[0]
    version = re.search(r'name="version" value="(\d+)"', clerk.get(address))
    assert version is not None
    barrier = threading.Barrier(2)

    def press(who: str, person: Person, action: str) -> None:
        barrier.wait()
        words = {"version": version[1], "reason": f"{who}先按下"}
        answers[who] = person.post(f"{address}{action}/", words, address)

    threads = [
        threading.Thread(target=press, args=("clerk", clerk, "return")),
        threading.Thread(target=press, args=("liaison", liaison, "withdraw-claim")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    statuses = sorted(status for status, _ in answers.values())
    assert statuses == [200, 409]
    loser = next(text for status, text in answers.values() if status == 409)
    assert "先一步" in loser or "当前状态" in loser
