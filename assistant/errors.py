"""The exceptions that the program raises when its machinery is broken.

::

    AssistantError
    ├── SettingsError      a setting is unknown, or its value cannot be used
    ├── IndexFault
    │   ├── NoSnapshot     nothing has been ingested yet
    │   ├── SnapshotBroken the published snapshot cannot be opened
    │   └── IndexBusy      another ingest is running on this index
    ├── PromptFault        a prompt breaks the contract of prompts/README.md
    ├── ModelFailed        a language model did not answer
    │   └── ModelRefused   the policy on markings keeps a text from it
    ├── ModelMissing       a configured model, or the package that carries it, is not installed
    ├── NotWritten         the disk is full, or a folder may not be written
    ├── StoreBroken        the workspace store cannot be opened, or no such paper is in it
    ├── ExportFailed       a file could not be made: its template, or the program that makes it, is missing or unusable
    ├── NotAllowed         only an administrator may do this
    ├── UnknownDocument    no document of the snapshot has this id
    └── UnknownFilter      a filter is not written as one, or the corpus has no such value

Expected outcomes are values (an ``AnswerStatus``, a row of an ``IngestReport``), not exceptions.
Every message is a sentence for a person and says what to do. They are caught in two places in the
whole program: the command line and the app.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something is broken, and the message says what to do about it."""


class SettingsError(AssistantError):
    """A setting is unknown, or its value cannot be used."""


class IndexFault(AssistantError):
    """The index cannot be used as it is."""


class NoSnapshot(IndexFault):
    """Nothing has been ingested yet."""


class SnapshotBroken(IndexFault):
    """The published snapshot cannot be opened."""


class IndexBusy(IndexFault):
    """Another ingest is running on this index."""


class PromptFault(AssistantError):
    """A prompt is missing, breaks its contract, or is filled in with other values than it declares."""


class ModelFailed(AssistantError):
    """A language model did not answer; the answer is then quoted from the documents, and the person is told."""


class ModelRefused(ModelFailed):
    """The policy on markings keeps a text from a language model; nothing was sent."""


class ModelMissing(AssistantError):
    """A configured model, or the package that carries it, is not installed."""


class NotWritten(AssistantError):
    """Something could not be written: the disk is full, or a folder may not be written. What was there is untouched."""


class StoreBroken(AssistantError):
    """The workspace store cannot be opened, or what is asked for is not in it."""


class ExportFailed(AssistantError):
    """A file could not be made: its template, or the program that makes it, is missing or unusable."""


class NotAllowed(AssistantError):
    """Only an administrator may do this."""


class UnknownDocument(AssistantError):
    """No document of the snapshot has this id."""


class UnknownFilter(AssistantError):
    """A filter is not written as one, or the corpus has no such value."""
