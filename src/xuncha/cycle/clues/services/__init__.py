"""What people do in the sealed store, one file a group of acts."""
