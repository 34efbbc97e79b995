"""A sixth labelled set: ten ledgers by a fourth author, who had never seen the rules' code.

Whole folders as in the fourth and fifth, dense: three rows in four were planted, in the plain words
of ten clerks, and each honest row tells which rule it resembles. Five folders (``open``) were
looked at after the first measurement, five (``sealed``) later.
"""
