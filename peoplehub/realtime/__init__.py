"""Telling open browsers what happened. The socket is a hint; the database is the truth."""
