"""Tags that read through the doors."""
