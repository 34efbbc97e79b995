"""What people do with reports, meetings, feedback, notices and the unit's form."""
