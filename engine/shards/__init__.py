"""A corpus as tokens on disk, with where its documents and sentences begin."""
