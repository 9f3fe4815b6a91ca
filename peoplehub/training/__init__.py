"""The guide for moderators, and the training that each of them does once a year."""
