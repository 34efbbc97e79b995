"""Short labelled sentences for the rules that hang most on language, a file a rule.

The first line names the columns, every other line is a row marked done: ``+`` where the rule should
ask about it, ``-`` where it only looks so. ``回访记录`` is the text of a proof. ``r15.txt``: by
unit, a finding of this round and one of an earlier round, ``+`` where both tell the same matter in
other words, ``-`` where they only are of the same kind. Written before the words that they measure.
"""
