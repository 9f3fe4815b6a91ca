"""Writing to the team: a shared queue, not somebody's inbox."""
