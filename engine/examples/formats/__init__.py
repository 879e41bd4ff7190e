"""One file for every way to write examples down; adding a format is adding a file."""
