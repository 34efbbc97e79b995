"""A fifth labelled set: ten ledgers by a third author, who had never seen the rules' code.

Laid out as the fourth: whole folders with ledger, feedback, proofs, here and there an earlier
ledger or a report. Five folders (``open``) were looked at after the first measurement, five
(``sealed``)
are only ever measured.
"""
