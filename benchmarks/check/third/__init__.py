"""A third labelled set: fourteen units' ledgers in clerks' own long and short sentences.

Every row was written out by hand, before looking at the rules' word lists, as somebody would who
knows only the table of rules. Parts: ``dev`` (seven units) was tuned on; of seven other units with
other matters and wordings four were ``opened`` after two measurements, three stay ``sealed`` and
are only measured.
"""
