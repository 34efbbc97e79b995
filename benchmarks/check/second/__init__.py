"""A second labelled set, made without looking at the rules' word lists: files in, answers scored.

Fictional units' ledgers in many layouts, with planted cases and honest rows for every rule. One
half was tuned on (``half_a.txt``), the other (``half_b.txt``) shares no matter, phrase or
heading pool with it and was only measured.
"""
