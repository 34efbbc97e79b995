"""The workbench: what is due, what waits for me."""
