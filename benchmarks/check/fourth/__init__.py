"""A fourth labelled set: twelve ledgers by another author, who had never seen the rules' code.

The author knew only the table of the rules and what a ledger looks like, and wrote whole folders:
ledger, feedback, proofs, an earlier ledger, a report. ``expected`` is what was planted, ``may``
what may rightly be said besides. Six folders (``open``) were looked at after the first measurement;
the other six (``sealed``) are only ever measured.
"""
