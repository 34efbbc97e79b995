"""What people do in this room, one file a theme."""
