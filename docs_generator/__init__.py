"""Generator of the pages of docs/ that are written from the application. Not a part of it: nothing
here is installed on a server."""
