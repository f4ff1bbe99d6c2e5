"""narrate: articles into audio worth listening to."""

__version__ = "0.1.0"
