"""A simulated month of a team of volunteers: the real acts, with the clock moved."""
