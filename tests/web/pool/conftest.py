"""A pool beside the story, and a browser for one of its people."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.people import Cast
from tests.pooled import Pool
from tests.pooled import pool as build
from tests.scenarios import Story


@pytest.fixture(name="pool")
def _pool(story: Story, people: Cast) -> Pool:
    return build(story, people)


@pytest.fixture
def myself(pool: Pool) -> Client:
    """赵一禾, signed in."""
    client = Client()
    client.force_login(pool.account)
    return client
