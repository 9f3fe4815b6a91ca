"""The printing room: from words to a tagged PDF. It knows nothing of people or the database."""
