"""Rows of tokens, ready to be corrupted and learned from."""
