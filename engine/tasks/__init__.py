"""Tasks: what a pre-trained model is tuned for, and how well it then does."""
