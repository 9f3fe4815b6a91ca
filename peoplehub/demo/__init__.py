"""A living community to look at: a year of people, told by the same verbs that real ones use."""
