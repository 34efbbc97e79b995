"""What people do with letters, calls and visits, one file a group of acts."""
