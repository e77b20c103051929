"""Text analysis for the messages of the UN Internet Governance Forum: ``python -m pipeline analyze``."""

__version__ = "0.6.0"
