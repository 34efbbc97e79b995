"""What holds for every test: no way out but loopback, templates that use what they get."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.template import base as template_base
from django.template.defaulttags import ForNode

hypothesis.settings.register_profile(
    "shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("shared")
"""How quick the machine is at the moment is no property of the code under test."""

pytest_plugins = ["tests.standing"]

_GUARD = str(Path(__file__).parent / "guard")
sys.path.insert(0, _GUARD)
os.environ["PYTHONPATH"] = os.pathsep.join(
    dict.fromkeys([_GUARD, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))])
)
_guard = importlib.import_module("no_way_out")


@pytest.fixture(autouse=True)
def _nobody_reached_out() -> Iterator[None]:
    """Fail the test in which another machine was asked for, even if the refusal was swallowed."""
    before = len(_guard.ATTEMPTS)
    yield
    assert _guard.ATTEMPTS[before:] == []


class UndefinedVariableError(AssertionError):
    """A template of ours asked for something that the view did not give."""


_MAY_BE_ABSENT = {"default", "default_if_none"}
_LIBRARIES = ("django/", "registration/", "django_filters/")


def _stands_alone(expression: Any) -> bool:
    """Whether nothing in the template says what to show where the variable is absent."""
    return expression.is_var and not (
        expression.filters and expression.filters[0][0].__name__ in _MAY_BE_ABSENT
    )


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> Iterator[None]:
    """A variable that a template shows, filters or walks over must be there. Only ``{% if %}`` may
    ask for an absent one, and whoever writes ``|default:``."""
    resolve, walk = template_base.FilterExpression.resolve, ForNode.render

    def check(expression: Any, context: Any) -> None:
        name = getattr(getattr(context, "template", None), "name", "") or ""
        if not _stands_alone(expression) or name.startswith(_LIBRARIES):
            return
        try:
            expression.var.resolve(context)
        except template_base.VariableDoesNotExist as problem:
            raise UndefinedVariableError(f"{name}: {expression.token}") from problem

    def strict(self: Any, context: Any, ignore_failures: bool = False) -> Any:
        if not ignore_failures:
            check(self, context)
        return resolve(self, context, ignore_failures)

    def strict_walk(self: Any, context: Any) -> Any:
        check(self.sequence, context)
        return walk(self, context)

    patch = pytest.MonkeyPatch()
    patch.setattr(template_base.FilterExpression, "resolve", strict)
    patch.setattr(ForNode, "render", strict_walk)
    yield
    patch.undo()


@pytest.fixture
def home() -> Any:
    """The throw-away home of this test run."""
    return settings.XUNCHA_HOME
