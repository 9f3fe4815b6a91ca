"""Information sheets: written once, read as a page or on paper, and checked again in time."""
