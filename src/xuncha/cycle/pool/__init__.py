"""The talent pool: people who may be drawn into teams, and what is known of their ties."""
