"""The append-only record: who did what, and when. No words that people wrote are in it."""
