"""The first visit: three questions that can be skipped, and what they lead to."""
