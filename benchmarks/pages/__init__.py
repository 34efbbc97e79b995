"""How long pages take as the ledger grows: 1,000, 100,000, 1,000,000 items."""
