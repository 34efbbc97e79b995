"""Addresses of rectification."""

from django.urls import path

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.web import nav
from xuncha.web.rectification import exporting, overview, ruling, views, writing

nav.register(
    nav.Entry("rectification", "整改", "checklist", "rectification_list", BUSINESS),
)

_ITEM = "rectification/items/<int:item_id>/"

urlpatterns = [
    path("rectification/", views.ledger, name="rectification_list"),
    path("rectification/export/", exporting.export, name="rectification_export"),
    path("rectification/rounds/", overview.rounds, name="rectification_rounds"),
    path("rectification/rounds/<int:round_id>/", overview.one, name="rectification_round"),
    path("rectification/signals/", views.signal_list, name="rectification_signals"),
    path("rectification/extensions/", views.extension_list, name="rectification_extensions"),
    path("rectification/extensions/rules/", ruling.listing, name="rectification_extension_rules"),
    path(
        "rectification/extensions/rules/new/",
        ruling.create,
        name="rectification_new_extension_rules",
    ),
    path(_ITEM, views.item, name="rectification_item"),
    path(f"{_ITEM}progress/", writing.add_progress, name="rectification_progress"),
    path(f"{_ITEM}proofs/", writing.add_proof, name="rectification_proofs"),
    path(f"{_ITEM}claim/", writing.claim, name="rectification_claim"),
    path(f"{_ITEM}withdraw-claim/", writing.withdraw_claim, name="rectification_withdraw_claim"),
    path(f"{_ITEM}return/", writing.return_item, name="rectification_return"),
    path(f"{_ITEM}check/", writing.check, name="rectification_check_here"),
    path(f"{_ITEM}verify/", writing.verify, name="rectification_verify"),
    path(f"{_ITEM}sustain/", writing.sustain, name="rectification_sustain"),
    path(f"{_ITEM}reopen/", writing.reopen, name="rectification_reopen"),
    path(f"{_ITEM}extension/", writing.ask_extension, name="rectification_ask_extension"),
    path("rectification/proofs/<int:proof_id>/", views.download, name="rectification_proof"),
    path(
        "rectification/proofs/<int:proof_id>/replace/",
        writing.replace_proof,
        name="rectification_replace_proof",
    ),
    path(
        "rectification/proofs/<int:proof_id>/withdraw/",
        writing.withdraw_proof,
        name="rectification_withdraw_proof",
    ),
    path(
        "rectification/signals/<int:signal_id>/clear/",
        writing.clear_signal,
        name="rectification_clear_signal",
    ),
    path(
        "rectification/signals/<int:signal_id>/uphold/",
        writing.uphold_signal,
        name="rectification_uphold_signal",
    ),
    path(
        "rectification/extensions/<int:extension_id>/grant/",
        writing.grant_extension,
        name="rectification_grant_extension",
    ),
    path(
        "rectification/extensions/<int:extension_id>/refuse/",
        writing.refuse_extension,
        name="rectification_refuse_extension",
    ),
]
