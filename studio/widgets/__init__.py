"""Parts that pages are made of; they know neither runs nor the engine's work."""
