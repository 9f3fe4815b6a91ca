"""Backups: the database, the files and the settings, sealed, to a folder or an S3-compatible store;
verified, rehearsed, restored."""
