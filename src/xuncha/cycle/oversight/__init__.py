"""Looking whether what is reported is so: on-site checks drawn by lot, alerts, letters."""
