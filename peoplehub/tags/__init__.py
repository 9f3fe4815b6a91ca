"""Tags: a short list of situations, ages and regions that pieces are about."""
