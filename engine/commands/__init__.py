"""The commands of `python -m engine`: data on stdout, words for people on stderr."""
