"""Train small language models and look into them; no window in sight."""
