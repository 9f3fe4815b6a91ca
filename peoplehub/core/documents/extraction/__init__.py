"""What the site makes of a document that somebody brought: its words, a picture of its first page,
and what makes it hard to use with a screen reader. All of it is found in a process of its own."""
