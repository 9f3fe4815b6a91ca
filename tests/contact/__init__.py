"""Letters to the team."""
