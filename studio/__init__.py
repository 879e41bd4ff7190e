"""The window over the engine: forms, live curves, maps of attention. Qt, and no tensor."""
