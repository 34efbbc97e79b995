"""The steps of one inspection in a browser."""
