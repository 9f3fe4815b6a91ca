"""Realtime updates over Socket.IO. The socket is a hint; the database is the truth."""
