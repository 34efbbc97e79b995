"""What people do with questions to units and with what is put before the director."""
