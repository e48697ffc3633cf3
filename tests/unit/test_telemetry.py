"""Every dependency that could report home is kept from it by construction, whatever the environment says."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.indexing.vectors import VectorStore
from assistant.models.onnx import OnnxModel
from tests.conftest import ROOT


def test_streamlit_gathers_no_statistics() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "localhost"


def test_streamlit_takes_its_settings_from_the_repository() -> None:
    code = "from streamlit import config; print(config.get_option('browser.gatherUsageStats'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False"


def test_chroma_is_embedded_and_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    store = VectorStore(tmp_path)
    settings = store._client.get_settings()
    assert settings.anonymized_telemetry is False
    assert settings.chroma_server_host is None
    assert not settings.chroma_api_impl.endswith("fastapi.FastAPI")


def test_chroma_is_used_in_one_place_and_never_as_a_server_or_its_client() -> None:
    named = [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "assistant").rglob("*.py"))
        if any(word in file.read_text(encoding="utf-8") for word in ("HttpClient", "chroma run", "AsyncHttpClient"))
    ]
    assert named == []


def test_a_model_in_a_folder_is_loaded_without_the_hub_and_nothing_is_reported(tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from assistant.models import transformer;"
        "transformer._prepare(Path('.')); print(os.environ['HF_HUB_OFFLINE'], os.environ['HF_HUB_DISABLE_TELEMETRY'])"
    )
    environment = os.environ | {"HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "1"]


def test_onnxruntime_reports_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told: list[str] = []
    monkeypatch.setattr("onnxruntime.disable_telemetry_events", lambda: told.append("off"))
    with pytest.raises(Exception, match=r"model\.onnx"):
        OnnxModel(tmp_path, window_tokens=8)
    assert told == ["off"]
