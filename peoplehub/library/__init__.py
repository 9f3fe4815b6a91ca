"""The library: information sheets as pages and PDF files, reviewed in time."""
