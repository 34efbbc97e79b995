"""Who holds keys: persons with a passphrase of their own, and the escrow on paper."""
