"""A small OpenID Connect provider on this machine: whoever comes chooses who they are."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "rapporteur", "a secret of this test"


@contextmanager
def provider(people: Mapping[str, list[str]]) -> Iterator[str]:
    """The provider of some people with their groups, until the end of the block; its address."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    codes: dict[str, dict[str, str]] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, asked = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
            if path == "/.well-known/openid-configuration":
                return self._json(_metadata(url))
            if path == "/keys":
                return self._json({"keys": [_public(key)]})
            if path == "/authorize":
                links = (f'<a href="/choose?{urlencode({**asked, "who": who})}">{who}</a>' for who in people)
                return self._send(200, "text/html", " ".join(links).encode())
            if path != "/choose":
                return self._send(204, "text/plain", b"")
            code = secrets.token_urlsafe()
            codes[code] = asked
            self.send_response(302)
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
            return None

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked = codes.pop(sent["code"][0])
            now = int(time.time())
            claims = {
                "iss": url,
                "aud": CLIENT,
                "sub": asked["who"],
                "name": asked["who"].title(),
                "groups": people[asked["who"]],
                "nonce": asked.get("nonce", ""),
                "iat": now,
                "exp": now + 600,
            }
            token = {
                "access_token": "none",
                "token_type": "Bearer",
                "expires_in": 600,
                "id_token": _signed(claims, key),
            }
            self._json(token)

        def _json(self, value: object) -> None:
            self._send(200, "application/json", json.dumps(value).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    url = f"http://localhost:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()


def _metadata(url: str) -> dict[str, object]:
    return {
        "issuer": url,
        "authorization_endpoint": f"{url}/authorize",
        "token_endpoint": f"{url}/token",
        "jwks_uri": f"{url}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


def _public(key: rsa.RSAPrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    shown = {"n": numbers.n.to_bytes(256, "big"), "e": numbers.e.to_bytes(3, "big")}
    return {"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", **{name: _text(one) for name, one in shown.items()}}


def _signed(claims: Mapping[str, object], key: rsa.RSAPrivateKey) -> str:
    parts = (json.dumps(one).encode() for one in ({"alg": "RS256", "kid": "1", "typ": "JWT"}, claims))
    text = ".".join(map(_text, parts))
    return f"{text}.{_text(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
