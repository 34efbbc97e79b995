"""A browser that somebody signed in with."""

from __future__ import annotations

from django.test import Client

from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel.actor import SYSTEM, Actor

PASSWORD = "Qingyuan-2026"


def signed_in(username: str, *roles: str) -> Client:
    """A new person with these roles, signed in."""
    user = bootstrap_user(
        SYSTEM, username=username, name=f"{username}员", post="", password=PASSWORD,
        roles=list(roles), must_change=False,
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    return client


def actor_of(client: Client) -> Actor:
    """Who acts when this browser asks for a page."""
    return build_actor(User.objects.get(pk=client.session["_auth_user_id"]), request_id="test")
