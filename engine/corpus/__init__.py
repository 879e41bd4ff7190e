"""Text from people's files: read, cleaned, cut into documents and split, never written to."""
