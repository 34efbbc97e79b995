"""The demo district: fictional from end to end, the same for the same seed."""
