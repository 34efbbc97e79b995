"""The coverage plan: needs, risk, versions, the board."""
