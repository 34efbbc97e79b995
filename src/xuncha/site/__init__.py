"""Putting the house on one machine or several: settings, addresses, the server's entry."""
