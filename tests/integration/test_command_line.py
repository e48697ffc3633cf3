"""The command line as a user types it: output, exit codes, sentences on the error stream."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.__main__ import main
from assistant.models import language_model
from assistant.models.scripted import ScriptedModel
from assistant.settings import Settings
from assistant.working_parts import WorkingParts


class Terminal:
    """Runs commands in this process over one set of folders."""

    def __init__(self, folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        self.folders, self.capsys = folders, capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, *self.folders])
        out, err = self.capsys.readouterr()
        return code, out, err


@pytest.fixture
def loaded(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models are loaded once, and a pair that they have judged is not judged again: a command loads them afresh."""
    for part in ("embedder", "judge"):
        monkeypatch.setattr(WorkingParts, part, getattr(assistant._parts, part))


@pytest.fixture
def terminal(assistant: Assistant, loaded: None, capsys: pytest.CaptureFixture[str]) -> Terminal:
    settings = assistant.settings
    folders = {"--corpus": settings.corpus, "--index": settings.index, "--workspace": settings.workspace}
    return Terminal([word for name, folder in folders.items() for word in (name, str(folder))], capsys)


@pytest.fixture
def fresh(tmp_path: Path, loaded: None, capsys: pytest.CaptureFixture[str]) -> Terminal:
    (tmp_path / "corpus").mkdir()
    folders = [f"--{name}={tmp_path / name}" for name in ("corpus", "index", "workspace")]
    return Terminal(folders, capsys)


def test_ask_prints_the_answer_with_its_sources(terminal: Terminal) -> None:
    code, out, _ = terminal("ask", "How many organised crime groups are active in the EU?")
    assert code == 0
    assert "3,600" in out
    assert "[1]" in out


def test_ask_as_json_has_the_field_names_of_the_domain(terminal: Terminal) -> None:
    code, out, _ = terminal("ask", "What threats to the EU come through the United Kingdom?", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["status"] == "answered"
    assert {"text", "sentences", "hits", "snapshot", "question", "query"} <= answer.keys()
    for sentence in answer["sentences"]:
        assert sentence["support"] == "quoted"
        for citation in sentence["citations"]:
            shown = json.loads(terminal("show", citation["document"], "--json")[1])
            pages = {page["number"]: page["text"] for page in shown["pages"]}
            span = citation["span"]
            assert pages[span["page"]][span["start"] : span["end"]] == citation["cited_text"]
            assert {"marker", "title", "page", "headings", "footnotes"} <= citation.keys()


def test_a_declined_question_is_no_failure(terminal: Terminal) -> None:
    code, out, _ = terminal("ask", "What is the capital of Australia?")
    assert code == 0
    assert "Searched" in out
    assert "not an answer" in out


def test_search_and_status(terminal: Terminal) -> None:
    code, out, _ = terminal("search", "cocaine in containers", "--limit", "2")
    assert code == 0
    assert out.startswith("1. ")
    assert "\n2. " in out
    assert "snapshot" in terminal("status")[1]
    assert json.loads(terminal("status", "--json")[1])["documents"] >= 8


def test_show_one_page(terminal: Terminal) -> None:
    code, out, _ = terminal("show", "note-ex-101-26.pdf", "--page", "2")
    assert code == 0
    assert "--- page 2" in out
    assert "--- page 1" not in out
    code, _, err = terminal("show", "note-ex-101-26.pdf", "--page", "99")
    assert code == 1
    assert "has pages 1 to" in err


def test_add_and_remove(fresh: Terminal, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("A paper\n\nCustoms officers searched forty containers in March 2026.\n")
    code, out, _ = fresh("add", str(paper), "--json")
    assert code == 0
    (row,) = json.loads(out)["rows"]
    assert (row["path"], row["outcome"], row["pages"]) == ("paper.txt", "added", 1)
    assert "forty containers" in fresh("ask", "How many containers were searched?")[1]
    assert json.loads(fresh("ingest", "--json")[1])["rows"][0]["outcome"] == "unchanged"
    code, out, _ = fresh("remove", "paper.txt")
    assert code == 0
    assert "removed" in out
    assert (tmp_path / "workspace" / "removed" / "paper.txt").is_file()


def test_what_is_wrong_is_said_in_a_sentence(fresh: Terminal, tmp_path: Path) -> None:
    assert fresh("ask", "Anything?") == (
        1,
        "",
        "There is no index yet. Run 'python -m assistant ingest' to build it from the corpus folder.\n",
    )
    code, _, err = fresh("add", str(tmp_path / "nothing.pdf"))
    assert (code, err) == (1, f"There is no file or folder {tmp_path / 'nothing.pdf'}. Nothing was added.\n")
    code, _, err = fresh("remove", "nothing.pdf")
    assert code == 1
    assert "nothing.pdf" in err


def test_a_refused_file_is_reported_and_the_rest_goes_in(fresh: Terminal, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "empty.pdf").write_bytes(b"")
    (tmp_path / "corpus" / "good.txt").write_text("Customs officers searched forty containers in March 2026.\n")
    code, out, _ = fresh("ingest", "--json")
    rows = {row["path"]: row for row in json.loads(out)["rows"]}
    assert code == 0
    assert rows["empty.pdf"]["outcome"] == "refused"
    assert rows["empty.pdf"]["reason"]
    assert rows["good.txt"]["chunks"] == 1


def test_wrong_use_exits_with_two() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["ask"])
    assert stop.value.code == 2


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from assistant.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in ('torch','chromadb','sentence_transformers','streamlit','pypdf') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_questions_of_a_note_are_printed_with_their_pages(terminal: Terminal) -> None:
    code, out, _ = terminal("questions", "note-ex-101-26.pdf")
    assert code == 0
    assert len(out.splitlines()) == 3
    assert all("(page " in line for line in out.splitlines())


def test_a_sheet_answers_every_question_of_a_note_and_is_kept(fresh: Terminal, terminal: Terminal) -> None:
    workspace = fresh.folders[-1]
    terminal.folders.append(workspace)  # of two, the last one counts
    code, out, _ = terminal("sheet", "note-ex-101-26.pdf", "--json")
    assert code == 0
    sheet = json.loads(out)
    assert [entry["question"]["number"] for entry in sheet["entries"]] == ["1", "2", "3"]
    assert any(entry["answer"]["sentences"] for entry in sheet["entries"])
    assert (Path(workspace.partition("=")[2]) / "desk.sqlite").is_file()
    code, out, _ = terminal("cited", "note-ex-101-26.pdf")
    assert code == 0
    assert "Page 1: " in out
    assert "  Answer sheet “" in out
    assert terminal("cited", "article-small-parcels.html")[0] == 0
    # Asked again of the same documents there is nothing to compare with, and the sheet is the one kept before.
    code, out, _ = terminal("sheet", "note-ex-101-26.pdf", "--again", "--json")
    again = json.loads(out)
    assert (code, again["changes"]) == (0, [])
    assert len(again["sheet"]["entries"]) == 3


def test_a_document_without_questions_has_no_sheet(terminal: Terminal) -> None:
    code, _, err = terminal("sheet", "article-small-parcels.html")
    assert code == 1
    assert "puts no question" in err


def test_a_model_writes_sentence_by_sentence_in_the_terminal(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "The number of organised crime groups in the EU is put at 3,600."
    reply = {"sentences": [{"evidence": ["S1"], "text": text} for text in (said, "There are 9,999 of them.")]}
    asked: list[str] = []

    def opened(settings: Settings) -> ScriptedModel:
        asked.append(settings.model)
        return ScriptedModel(json.dumps(reply))

    monkeypatch.setattr(language_model, "open_chat_model", opened)
    code, out, _ = terminal(
        "ask", "How many organised crime groups are active in the EU?", "--model", "ollama:x", "--length", "short"
    )
    assert code == 0
    assert asked == ["ollama:x"]
    assert "3,600" in out.splitlines()[0]
    assert "Withheld: 1 sentence" in out
    assert "9,999" not in out.split("Withheld")[0]


def test_models_are_listed_and_a_missing_one_is_named(terminal: Terminal) -> None:
    code, out, _ = terminal("models")
    assert code == 0
    assert "gguf:qwen2.5-coder-1.5b" in out
    code, _, err = terminal("models", "prepare", "no-such-model")
    assert (code, "can be prepared" in err) == (1, True)
    assert terminal("models", "prepare")[0] == 2


def test_a_position_answers_the_questions_first_is_kept_and_written_as_a_file(
    fresh: Terminal, terminal: Terminal, tmp_path: Path
) -> None:
    workspace = fresh.folders[-1]
    terminal.folders.append(workspace)  # of two, the last one counts
    file = tmp_path / "position.md"
    given = ("--delegation", "Delegation A", "--meeting", "Working party", "--date", "2026-04-16", "--out", str(file))
    code, out, _ = terminal("position", "note-ex-101-26.pdf", *given, "--json")
    assert code == 0
    pack = json.loads(out)
    assert (pack["delegation"], pack["meeting"], pack["date"]) == ("Delegation A", "Working party", "2026-04-16")
    lines = [line for point in pack["points"] for lines in point["parts"].values() for line in lines]
    assert lines
    for line in lines:
        assert line["suggested"]
        assert line["sentence"]["text"] == " ".join(one["cited_text"] for one in line["sentence"]["citations"])
    written = file.read_text(encoding="utf-8")
    assert "Delegation A" in written
    assert "16 April 2026" in written
    assert "[^1]:" in written
    code, out, _ = terminal("position", "note-ex-101-26.pdf")
    assert code == 0
    assert "(suggested)" in out
    assert terminal("position", "article-small-parcels.html")[0] == 1
