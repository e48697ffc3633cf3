"""Who a person is, what the sign-in says of them, and which documents they may see: values and pure decisions."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.access.policy import Policy

ID_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How people sign in.

    ``groups`` is the claim that holds a person's groups, as the identity provider sends it. Members of one of the
    ``administrators`` may change the corpus. A sign-in holds for ``hours``: then it is asked for again.
    """

    groups: str = "groups"
    administrators: frozenset[str] = frozenset()
    hours: float = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who has signed in. ``id`` is made of letters and digits, and is the same at every sign-in."""

    id: str
    name: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collections:
    """Folders of the corpus that only some groups may see: each with its groups. All others are open to everyone."""

    folders: tuple[tuple[str, frozenset[str]], ...] = ()

    def may_see(self, groups: frozenset[str], document_id: str) -> bool:
        """Whether a member of these groups may see a document: every folder that it lies in must be open to them."""
        return all(
            not allowed.isdisjoint(groups)
            for folder, allowed in self.folders
            if _comparable(document_id).startswith(f"{_comparable(folder.strip('/'))}/")
        )

    def __str__(self) -> str:
        shown = (f"{folder}: {', '.join(sorted(groups)) or 'nobody'}" for folder, groups in self.folders)
        return "; ".join(shown) or "open to everyone"


def _comparable(path: str) -> str:
    """A path as two are compared: where a file system takes two spellings for one folder, no spelling opens it."""
    return unicodedata.normalize("NFKC", path).casefold()


EVERYTHING_OPEN = Collections()


def may_see(
    groups: frozenset[str], document_id: str, marking: str | None, *, policy: Policy, collections: Collections
) -> bool:
    """Whether a member of these groups may see a document: both by its marking and by where it lies."""
    return policy.may_see(groups, marking) and collections.may_see(groups, document_id)


def deciding_groups(policy: Policy, collections: Collections) -> frozenset[str]:
    """The groups that decide what anybody may see; two people who are in the same ones of these see the same."""
    by_marking = (rule.groups for _, rule in policy.rules if rule.groups is not None)
    return frozenset().union(*by_marking, *(groups for _, groups in collections.folders))


def restricts(policy: Policy, collections: Collections) -> bool:
    """Whether there is anything that not everyone may see."""
    return bool(collections.folders) or any(rule.groups is not None for _, rule in policy.rules)


def person_of(claims: Mapping[str, Any], sign_in: SignIn, *, now_s: float) -> Person | None:
    """The person whom the claims of an identity provider name; None where they name nobody, or did so too long ago.

    ``now_s`` is the time in seconds since 1970. A claim of groups that is neither a list nor a text counts as none.
    """
    subject, issuer, issued = claims.get("sub"), claims.get("iss"), claims.get("iat")
    if (
        not isinstance(subject, str)
        or not subject
        or not isinstance(issuer, str)
        or not isinstance(issued, int | float)
    ):
        return None
    if not now_s - sign_in.hours * 3600 <= issued:
        return None
    stated = claims.get(sign_in.groups)
    listed = [stated] if isinstance(stated, str) else stated if isinstance(stated, list | tuple) else []
    name = next((claims[key] for key in ("name", "email", "preferred_username") if claims.get(key)), subject)
    return Person(
        id=hashlib.sha256(f"{issuer}\x1f{subject}".encode()).hexdigest()[:ID_CHARACTERS],
        name=str(name),
        groups=frozenset(one for one in listed if isinstance(one, str) and one),
    )
