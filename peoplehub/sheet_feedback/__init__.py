"""What readers say of sheets: whether one helped, what is missing, and in which format or language
they would like it."""
