"""What people do with their own keys and with the escrow."""
