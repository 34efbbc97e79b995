"""What people do in oversight."""
