"""信访: letters, calls and visits, their source sealed."""
