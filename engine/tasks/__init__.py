"""Tasks: what a tuned model says of examples, and how well it does. Imports nothing."""
