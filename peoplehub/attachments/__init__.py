"""Pictures and papers in posts: chosen in a form, kept for it until it is sent, shown beside the
words and served to whoever may read them."""
