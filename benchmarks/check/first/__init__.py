"""The first labelled set, by the rules' own author: matters told in two halves of wordings.

The development half is what the rules were written by; the held-out half was written later, without
looking at the rules, measured once and then tuned on as well. Every scenario is drawn by a seed.
"""
