"""The append-only audit record: who did what, and when. It holds no text that people wrote."""
