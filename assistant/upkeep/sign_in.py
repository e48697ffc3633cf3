"""Whether people can sign in, and whether the folders that only some may see are there."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.upkeep.finding import Finding, fault, note, well

_SECRETS = Path(".streamlit") / "secrets.toml"
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_LEAST_SECRET = 32


def check(settings: Settings) -> Iterator[Finding]:
    """The identity provider's table and the closed folders; nothing is asked of the provider."""
    if settings.sign_in is None:
        yield well("sign-in", "Nobody has to sign in: who reaches the app sees every document.")
        return
    if importlib.util.find_spec("authlib") is None:
        yield fault("sign-in", "Authlib is missing, so nobody can sign in.", "pip install -r requirements.lock")
    auth = _auth()
    missing = [name for name in _NEEDED if not isinstance(auth.get(name), str) or not auth[name]]
    if missing:
        what = f"{_SECRETS} lacks {', '.join(missing)} in its table [auth], so nobody can sign in."
        yield fault("sign-in", what, "Fill it in: docs/access.md.")
    elif len(auth["cookie_secret"]) < _LEAST_SECRET:
        what = f"The cookie_secret is shorter than {_LEAST_SECRET} characters: whoever guesses it can be anybody."
        yield fault(
            "sign-in", what, "Put in a long random one: python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    else:
        yield well("sign-in", f"People sign in at {auth['server_metadata_url']}.")
    if not settings.sign_in.administrators:
        yield note("administrators", "Nobody may add or remove documents in the app.", "The command line still can.")
    for folder, _ in settings.collections.folders:
        if not (settings.corpus / folder).is_dir():
            what = f"[collections] names it, but there is no folder {settings.corpus / folder}."
            yield note(f"collection {folder}", what, "Is it spelt as the folder is?")


def _auth() -> dict[str, Any]:
    """The table as Streamlit reads it, from the folder where the program is started."""
    try:
        found = tomllib.loads(_SECRETS.read_text(encoding="utf-8")).get("auth", {})
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
