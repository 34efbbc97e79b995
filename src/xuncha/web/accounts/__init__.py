"""Signing in and out, one's password and second factor; accounts for the administrators."""
