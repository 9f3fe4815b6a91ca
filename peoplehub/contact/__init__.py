"""Contact: enquiries to the team, in a shared queue."""
