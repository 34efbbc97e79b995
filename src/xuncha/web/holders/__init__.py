"""封存口令 and 托管: one's own key, unlocking, the escrow."""
