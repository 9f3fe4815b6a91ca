"""The queue while nobody of the team is there: what goes out by a rule or by helpers, and what
whoever is on next reads about it."""
