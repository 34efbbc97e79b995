"""What people do in the field, one function a thing."""
