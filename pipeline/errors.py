"""Errors that a person can act on.

Only the command line turns these into one clear line; any other exception is a bug and keeps its traceback.
A message names the file, the place, what was found, what was expected and what to do.
"""

from __future__ import annotations


class PipelineError(Exception):
    """Something in the input, the settings or the machine that a person has to change."""


class CorpusError(PipelineError):
    """The corpus folder, an ``edition.toml`` or a received file is not as it has to be."""


class LexiconError(PipelineError):
    """A line of a lexicon file cannot be used; the message names file and line."""


class SettingsError(PipelineError):
    """The settings file is malformed, has an unknown key or a value outside its range."""


class OutputsError(PipelineError):
    """The outputs folder cannot be written, is in use by another run, or is not ours."""
