"""What people do in the talent pool, one function for each thing."""
