"""Pictures and papers beside posts, entries and comments: chosen in a form, kept for it until it is
sent, shown beside the words and served to whoever may read them."""
