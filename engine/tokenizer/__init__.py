"""Text into token ids and back: trained here, or opened from a file."""
