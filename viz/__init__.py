"""Graph to picture: the scene, its layout, the interactive page."""
