"""A browser at the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.clued import PASSPHRASE, Sealed, sealed
from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import Story

SignIn = Callable[[str], Client]


@pytest.fixture
def store(field: Fielded, story: Story, people: Cast) -> Sealed:
    return sealed(story, people)


@pytest.fixture
def at_the_store(store: Sealed, as_: SignIn) -> SignIn:
    """A client with the store unlocked, as a person would do it."""

    def sign_in(username: str) -> Client:
        client = as_(username)
        answer = client.post("/keys/unlock/", {"passphrase": PASSPHRASE.format(username)})
        assert answer.status_code == 302
        return client

    return sign_in
