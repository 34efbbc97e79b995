"""What people do with papers, sheets of facts and meetings."""
