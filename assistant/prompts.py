"""Prompts: one Markdown file per call of a language model, refused when it and its declaration disagree.

The contract is in ``prompts/README.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.errors import PromptFault

FOLDER = Path(__file__).parent.parent / "prompts"
FINGERPRINT_DIGITS = 12

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_KEYS = {"purpose", "placeholders"}
# What closes a delimiter, or what models tell speakers apart by ("<|im_end|>", "[INST]"), is no more than its look.
_HARMLESS = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "{": "(", "}": ")"})


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


_HEADING = re.compile(rf"^# ({'|'.join(Role)})[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The messages of one model call, with ``{{placeholders}}``. ``fingerprint`` is the start of the file's SHA-256."""

    name: str
    purpose: str
    placeholders: frozenset[str]
    messages: tuple[Message, ...]
    fingerprint: str

    def render(self, **values: str) -> tuple[Message, ...]:
        """The messages with every placeholder filled in. What a value holds is never read as a placeholder.

        Raises PromptFault when a value is missing, or one is given that the prompt does not declare.
        """
        wrong = self.placeholders ^ values.keys()
        if wrong:
            raise PromptFault(f"The prompt '{self.name}' takes {_listed(self.placeholders)}, not {_listed(values)}.")
        return tuple(
            Message(role=message.role, content=_PLACEHOLDER.sub(lambda found: values[found[1]], message.content))
            for message in self.messages
        )


def harmless(text: str) -> str:
    """A text on one line that can neither close a delimiter nor imitate the marks of a chat.

    What documents and people say goes through this before it is filled in.
    """
    return " ".join(text.translate(_HARMLESS).split())


def load_prompt(name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt in ``NAME.md``. Raises PromptFault when there is none, or it breaks the contract."""
    file = folder / f"{name}.md"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptFault(f"The prompt {file} cannot be read: {error}.") from error
    parts = _FRONT_MATTER.match(text)
    if parts is None:
        raise PromptFault(f"The prompt {file} does not begin with its declaration between two lines of '---'.")
    declared = _declaration(file, parts[1])
    placeholders = frozenset(declared["placeholders"].replace(",", " ").split())
    used = set(_PLACEHOLDER.findall(parts[2]))
    if used != placeholders:
        raise PromptFault(f"The prompt {file} declares {_listed(placeholders)} and uses {_listed(used)}.")
    return Prompt(
        name=name,
        purpose=declared["purpose"],
        placeholders=placeholders,
        messages=_messages(file, parts[2]),
        fingerprint=hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_DIGITS],
    )


def _declaration(file: Path, lines: str) -> dict[str, str]:
    declared = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines.splitlines())}
    if declared.keys() != _KEYS:
        raise PromptFault(f"The prompt {file} must declare {_listed(_KEYS)}, and declares {_listed(declared)}.")
    return declared


def _messages(file: Path, body: str) -> tuple[Message, ...]:
    before, *pieces = _HEADING.split(body)
    if before.strip() or not pieces:
        raise PromptFault(
            f"The prompt {file} must open with one of the headings {_listed(f'# {role}' for role in Role)}."
        )
    return tuple(
        Message(role=Role(role), content=content.strip())
        for role, content in zip(pieces[::2], pieces[1::2], strict=True)
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
