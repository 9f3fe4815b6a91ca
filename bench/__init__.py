"""How fast the main pages are, told as ratios to a bare Flask page of the same size."""
