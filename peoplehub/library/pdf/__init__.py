"""PDF compiler: from text to a tagged PDF. It knows nothing of people or the database."""
