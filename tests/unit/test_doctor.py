"""The doctor finds what is wrong with an installation, changes nothing, and says what to do."""

from __future__ import annotations

import json
import os
import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.access.people import Collections, SignIn
from assistant.access.policy import Policy, Rule
from assistant.desk.records import Records
from assistant.desk.store.papers import PaperStore
from assistant.indexing import publishing
from assistant.settings import Settings
from assistant.upkeep import doctor, folders, index, installation, kept, markings, models, sign_in
from assistant.upkeep.finding import Finding, State
from tests.fakes import FakeAssistant
from tests.unit.test_ingest import Desk

ANSWER = FakeAssistant().ask("Which consignments and seals came on the ferry?")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with two snapshots, a record and a paper."""
    desk = Desk(tmp_path_factory.mktemp("sound"))
    for text in ("Ports are searched.", "Ports are searched.\nCourts decide on fines."):
        desk.write("a.txt", text)
        desk.ingest()
    settings = replace(desk.settings, workspace=desk.settings.corpus.parent / "workspace")
    Records(settings.workspace, settings={}, versions={}).keep(ANSWER, corrected=None)
    store = PaperStore(f"sqlite:///{settings.workspace / 'desk.sqlite'}")
    store.create("sheet", "Ferries", "{}" * 5000)
    store.close()
    return settings


@pytest.fixture
def settings(sound: Settings, tmp_path: Path) -> Settings:
    """A copy of it, to be spoilt."""
    shutil.copytree(sound.corpus.parent, tmp_path / "sound")
    place = tmp_path / "sound"
    return replace(sound, corpus=place / "corpus", index=place / "index", workspace=place / "workspace")


def by_subject(found: Iterator[Finding]) -> dict[str, Finding]:
    return {finding.subject: finding for finding in found}


def test_a_sound_installation_has_no_fault_and_is_left_as_it_was(settings: Settings) -> None:
    place = settings.corpus.parent
    before = {file: file.stat().st_mtime_ns for file in place.rglob("*") if file.suffix != ".lock"}
    found = by_subject(doctor.examine(settings))
    assert [finding for finding in found.values() if finding.state is State.FAULT] == []
    assert {"packages", "snapshot", "snapshot before", "corpus", "records", "store", "markings"} <= found.keys()
    assert all(file.stat().st_mtime_ns == when for file, when in before.items() if file.is_file())
    assert all(finding.to_do for finding in found.values() if finding.state is State.FAULT)


def test_packages_are_compared_with_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    monkeypatch.setattr(installation, "LOCK", lock)
    for text, state, said in (
        ("pytest==0.0.1\n    # via nobody\n", State.NOTE, "pytest 9" if pytest.__version__ > "9" else "pytest"),
        ("no-such-package==1.0\n", State.FAULT, "Not installed: no-such-package."),
        (f"pytest=={pytest.__version__}\n", State.WELL, "All 1"),
    ):
        lock.write_text(text)
        found = by_subject(installation.check(Settings()))["packages"]
        assert (found.state, said in found.text) == (state, True)
    lock.unlink()
    assert by_subject(installation.check(Settings()))["packages"].state is State.NOTE


def test_a_model_that_is_missing_or_another_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "qwen2.5-coder-1.5b.gguf"
    wrong.write_bytes(b"too short")
    chosen = Settings(
        models=tmp_path, model="gguf:qwen2.5-coder-1.5b", embedder="package:no_such_package/model", reranker="none"
    )
    found = by_subject(models.check(chosen))
    assert found["model gguf:qwen2.5-coder-1.5b"].state is State.FAULT
    assert "models prepare" in found["model gguf:qwen2.5-coder-1.5b"].to_do
    assert "pip install no-such-package" in found["model package:no_such_package/model"].to_do
    (tmp_path / "own").mkdir()
    chosen = Settings(embedder=str(tmp_path / "own"), reranker="someone/some-model", model="ollama:llama3.1")
    found = by_subject(models.check(chosen))
    assert "No checksum" in found[f"model {tmp_path / 'own'}"].text
    assert "model hub" in found["model someone/some-model"].text
    assert "server" in found["model ollama:llama3.1"].text


def test_a_damaged_snapshot_is_a_fault_whatever_its_time_says(settings: Settings) -> None:
    file = publishing.texts_file(publishing.current_folder(settings.index))
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=times)
    first = next(iter(index.check(settings)))
    assert (first.state, "content of the file texts.sqlite has changed" in first.text) == (State.FAULT, True)
    assert "ingest" in first.to_do
    for snapshot in settings.index.glob("*/manifest.json"):
        snapshot.write_text("{}")
    (only,) = index.check(settings)
    assert (only.state, "manifest" in only.text) == (State.FAULT, True)


def test_what_an_ingest_would_do_is_said(settings: Settings) -> None:
    (settings.corpus / "b.txt").write_text("New.")
    (settings.index / "building-1").mkdir()
    shutil.rmtree(settings.index / str(publishing.before_id(settings.index)))
    found = by_subject(index.check(settings))
    assert found["corpus"].text == "Since the last ingest: 1 added."
    assert "building-1" in found["unfinished snapshot"].text
    assert found["snapshot before"].state is State.NOTE
    shutil.rmtree(settings.index)
    settings.index.mkdir()
    assert by_subject(index.check(settings))["snapshot"].text == "Nothing has been ingested yet."


def test_folders_that_cannot_be_used_are_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.workspace.chmod(0o755)
    settings.index.chmod(0o700)
    found = by_subject(folders.check(settings))
    assert "chmod 700" in found["folder workspace"].to_do
    assert found["folder index"].state is State.WELL
    assert "not there yet" in by_subject(folders.check(replace(settings, index=tmp_path / "new")))["folder index"].text
    space = namedtuple("space", "total used free")(10, 9, 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: space)
    assert by_subject(folders.check(settings))["room index"].state is State.FAULT
    (tmp_path / "file").touch()
    unusable = replace(settings, corpus=tmp_path / "none", index=tmp_path / "file" / "index")
    assert "There is no folder" in by_subject(folders.check(unusable))["folder corpus"].text

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert "cannot be written (Permission denied)" in by_subject(folders.check(settings))["folder index"].text


def test_a_file_of_the_corpus_that_may_not_be_read_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "a.txt")
    found = by_subject(folders.check(settings))["folder corpus"]
    assert (found.state, "a.txt may not be read" in found.text) == (State.FAULT, True)


def test_an_edited_record_and_a_damaged_store_are_faults(settings: Settings) -> None:
    (file,) = (settings.workspace / "records").glob("*.jsonl")
    file.write_text(file.read_text().replace("ferry", "barge"))
    with (settings.workspace / "desk.sqlite").open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * 20000)
    found = by_subject(kept.check(settings))
    assert (found["records"].state, "audit" in found["records"].to_do) == (State.FAULT, True)
    assert (found["store"].state, "malformed" in found["store"].text) == (State.FAULT, True)
    assert by_subject(kept.check(replace(settings, workspace=settings.corpus)))["records"].text == "There are none."


def test_an_edited_record_of_somebody_who_signed_in_is_a_fault(settings: Settings) -> None:
    shutil.copytree(settings.workspace / "records", settings.workspace / "people" / "ada" / "records")
    assert "Records: 2, none changed" in by_subject(kept.check(settings))["records"].text
    (file,) = (settings.workspace / "people" / "ada" / "records").glob("*.jsonl")
    file.write_text(file.read_text().replace("ferry", "barge"))
    found = by_subject(kept.check(settings))["records"]
    assert (found.state, found.text.startswith("people/ada/")) == (State.FAULT, True)


def test_what_the_policy_means_is_said(settings: Settings) -> None:
    policy = Policy(rules=(("unmarked", Rule(models=frozenset())), ("FOR US ALONE", Rule(models=frozenset(["any"])))))
    found = by_subject(markings.check(replace(settings, markings=policy, model="ollama:llama3.1")))
    assert "no marking" in found["markings and model"].text
    assert found["marking FOR US ALONE"].state is State.NOTE
    assert "stay on this machine" in by_subject(markings.check(settings))["markings"].text


def test_the_command_prints_each_line_and_what_to_do(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    places = [f"--{name}={getattr(settings, name)}" for name in ("corpus", "index", "workspace")]
    assert main(["doctor", *places]) == 0
    assert "Everything works" in capsys.readouterr().out
    (publishing.current_folder(settings.index) / "manifest.json").write_text("{}")
    assert main(["doctor", *places]) == 1
    told = capsys.readouterr().out
    assert "fault  snapshot: " in told and "-> Run: python -m assistant ingest" in told and "To be put right: 1" in told
    assert main(["doctor", "--json", *places]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert {row["state"] for row in rows} <= {"well", "note", "fault"}
    assert main(["audit", *places]) == 0
    assert "Records: 1, none changed" in capsys.readouterr().out


def test_a_sign_in_that_cannot_work_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shut = Collections(folders=(("team", frozenset(["a"])),))
    settings = Settings(corpus=tmp_path / "corpus", collections=shut, sign_in=SignIn())
    assert "Nobody has to sign in" in by_subject(sign_in.check(Settings()))["sign-in"].text
    found = by_subject(sign_in.check(settings))
    assert "lacks redirect_uri, cookie_secret" in found["sign-in"].text
    assert (found["administrators"].state, found["collection team"].state) == (State.NOTE, State.NOTE)
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / "corpus" / "team").mkdir(parents=True)
    names = ("redirect_uri", "client_id", "client_secret", "server_metadata_url")
    table = "[auth]\n" + "".join(f'{name} = "https://id.example.org"\n' for name in names)
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.write_text(f'{table}cookie_secret = "short"\n', encoding="utf-8")
    assert "shorter than 32" in by_subject(sign_in.check(settings))["sign-in"].text
    secrets.write_text(f'{table}cookie_secret = "{"x" * 40}"\n', encoding="utf-8")
    found = by_subject(sign_in.check(settings))
    assert found["sign-in"].state is State.WELL
    assert "collection team" not in found
