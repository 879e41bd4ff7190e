"""The Data page: text in, cleaned, counted and cut into tokens."""
