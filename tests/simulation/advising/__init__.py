"""A simulated month of requests for a peer advisor: the real acts, with the clock moved."""
