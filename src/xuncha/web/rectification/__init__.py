"""Pages of rectification: the ledger with its three columns, an item, its questions."""
