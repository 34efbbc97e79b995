"""A round's dossier: its papers in one package that opens and proves itself without the system."""
