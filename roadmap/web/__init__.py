"""The web: controllers, forms, views, and the one way each to render, refuse, keep and answer."""
