"""Try: ask a trained model."""
