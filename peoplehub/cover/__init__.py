"""Standing in for an advisor who is away, and seeing to families whose message waits too long."""
