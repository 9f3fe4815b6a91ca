"""The glossary: hard words and what they mean, explained where they stand."""
