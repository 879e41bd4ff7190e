"""The Objective page: what the model is asked, shown on the person's own words."""
