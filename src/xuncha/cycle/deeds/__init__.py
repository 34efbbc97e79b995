"""Livelihood deeds: one team, one village, one deed."""
