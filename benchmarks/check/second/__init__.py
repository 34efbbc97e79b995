"""A second labelled set, made without looking at the rules' word lists: files in, answers scored.

Fictional units' ledgers in many layouts, with planted cases and honest rows for every rule. Its
three parts share no matter, phrase or heading pool; all were tuned on in the end.
"""
