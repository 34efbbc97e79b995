"""A third labelled set: fourteen units' ledgers in clerks' own long and short sentences.

Every row was written out by hand, before looking at the rules' word lists, as somebody would who
knows only the table of rules. ``dev.txt`` (seven units) may be tuned on, ``held.txt`` (seven
other units, other matters and wordings) is only measured.
"""
