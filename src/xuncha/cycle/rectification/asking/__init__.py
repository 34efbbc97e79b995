"""Putting our records before the checking engine, and its questions before people."""
