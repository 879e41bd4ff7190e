"""Train: start, watch and steer a run. Every `*_panel.py` here is one part of the page."""
