"""Pages under test: the story, its cast, and a browser signed in as anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def as_(people: Cast) -> Callable[[str], Client]:
    """A client signed in as one of the cast, or as one whom a story added."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in
