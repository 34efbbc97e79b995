"""The components' page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.web.gallery import samples
from xuncha.web.http import SIGNED_IN, Request, write_view
from xuncha.web.ui.icons import OUTLINES


@write_view(SIGNED_IN)
def gallery(request: Request) -> HttpResponse:
    """Every component in all its states, with invented contents. Reads no record; what its forms
    send is answered and not kept."""
    if request.method == "POST":
        messages.info(request, "这是组件样例页，您填的内容没有保存。")
        return redirect("gallery")
    here = reverse("gallery")
    return render(request, "gallery/gallery.html", _words(here) | _parts(request, here))


def _words(here: str) -> dict[str, Any]:
    return {
        "here": here,
        "icons": sorted(OUTLINES),
        "tags": samples.TAGS,
        "money": samples.SAMPLE_MONEY,
        "day": dt.date(2026, 3, 18),
        "no_day": None,
        "long": samples.LONG,
        "rare": samples.RARE,
        "rare_spans": samples.RARE_SPANS,
        "passage_rows": samples.passage_rows(here),
        "chain_links": samples.chain_links(here),
        "history_rows": samples.history_rows(),
        "stages": samples.STAGES,
        "sample_step": samples.step("/"),
        "step_here": samples.step(here),
        "sample_units": ["区水务局", "区民政局", samples.LONG],
        "tree_nodes": samples.tree_nodes(),
        "line_steps": samples.line_steps(here),
    }


def _parts(request: Request, here: str) -> dict[str, Any]:
    return {
        "tiles": samples.tiles(here),
        "checks": samples.CHECKS,
        "rows": samples.rows(),
        "plain_form": samples.SampleForm(auto_id="plain_%s"),
        "wrong_form": samples.SampleForm({"name": samples.LONG}, auto_id="wrong_%s"),
        "draft_form": samples.DraftForm(auto_id="draft_%s"),
        "draft_rows": samples.RowSet(prefix="facts"),
        "sealed_form": samples.DraftForm(auto_id="sealed_%s"),
        "chosen": samples.chosen(samples.SearchForm(request.GET or None)),
        "sorts": samples.SORTS,
        "middle_page": samples.page("x", "", 1000, capped=True),
        "option": samples.option(),
        "matrix": samples.matrix(),
        **samples.cards(here),
        **samples.frames(here),
    }
