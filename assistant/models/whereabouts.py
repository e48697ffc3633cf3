"""Whether a language model runs on this machine: decided on the settings and the environment, before anything is sent.

What cannot be told counts as elsewhere. A server on this machine that passes texts on cannot be told from one that does
not: the policy can name the providers that may see a text instead (docs/access.md).
"""

from __future__ import annotations

import ipaddress
import json
import os
import re
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from assistant.access.policy import Provider
from assistant.settings import Settings

# Models that run inside this process.
_INSIDE = frozenset(["gguf", "scripted"])
# Providers whose class sends to the address in ``model_url`` and nowhere else.
_ADDRESSED = frozenset(["ollama", "openai", "azure_openai", "mistralai", "anthropic"])
_OLLAMA = "http://127.0.0.1:11434"
_SENDS = re.compile(r"url|base|endpoint|host|proxy|proxies|provider|client|transport|mount", re.IGNORECASE)
_CLOUD = re.compile(r"[:-]cloud$")


def provider_of(name: str, settings: Settings, environment: Mapping[str, str] | None = None) -> Provider:
    """Who would see what is given to the model of this name, as it is configured."""
    why = _elsewhere(name, settings, os.environ if environment is None else environment)
    return Provider(name=name, here=not why, why=why)


def _elsewhere(name: str, settings: Settings, environment: Mapping[str, str]) -> str:
    """Why the model is not known to be on this machine, in words; empty when it is."""
    kind = name.partition(":")[0]
    if kind in _INSIDE:
        return ""
    if kind not in _ADDRESSED:
        return f"where {kind} sends texts to is not known"
    if kind == "ollama" and _CLOUD.search(name):
        return "Ollama passes what it is asked on to its cloud"
    if option := next(_options_that_send(settings.model_options), ""):
        return f"the setting 'model_options' has '{option}', which may send texts elsewhere"
    address = settings.model_url
    if not address and kind == "ollama":
        if "OLLAMA_HOST" in environment:
            return "OLLAMA_HOST names its address; name it in the setting 'model_url' instead"
        address = _OLLAMA
    if not address:
        return "the setting 'model_url' names no address on this machine"
    return _beyond(address)


def _options_that_send(options: str) -> Iterator[str]:
    """The names of options, nested ones too, that may decide where a text goes."""
    try:
        found = json.loads(options or "{}")
    except ValueError:
        yield "…"
        return
    yield from _sending(found)


def _sending(value: Any) -> Iterator[str]:
    for key, inner in value.items() if isinstance(value, dict) else ():
        if _SENDS.search(key) or (isinstance(inner, str) and "//" in inner):
            yield key
        yield from _sending(inner)


def _beyond(address: str) -> str:
    """Why an address leads away from this machine, in words; empty when it does not."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return f"{address} is no address that can be read"
    if parts.scheme not in ("http", "https") or re.search(r"[@\\\s]", address) or not _loopback(host):
        return f"{address} is not an address of this machine"
    proxies = urllib.request.getproxies()
    if (parts.scheme in proxies or "all" in proxies) and not urllib.request.proxy_bypass(host):
        return f"the environment sets a proxy, and NO_PROXY does not name {host}"
    return ""


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
