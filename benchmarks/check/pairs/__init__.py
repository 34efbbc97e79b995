"""Short labelled pairs for the two rules that hang most on language: R13 and R15.

``r13.txt``: a finding, its result and its proof, ``+`` where nothing institutional followed a
systemic finding. ``r15.txt``: by unit, a finding of this round and one of an earlier round, ``+``
where both tell the same matter in other words, ``-`` where they only are of the same kind.
Written before the words that they measure.
"""
