"""The demonstration community: a year of people, made by the same actions that real ones use."""
