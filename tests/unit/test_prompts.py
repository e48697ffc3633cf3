"""Prompts: what is declared is what is used, and what is filled in stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import PromptFault
from assistant.prompts import FOLDER, Message, Role, load_prompt

GOOD = """---
purpose: Greets.
placeholders: name, place
---
# system
Be kind in {{place}}.

# user
I am {{ name }}.
"""


def prompt_file(folder: Path, text: str) -> Path:
    (folder / "greet.md").write_text(text, encoding="utf-8")
    return folder


def test_a_prompt_is_filled_in(tmp_path: Path) -> None:
    prompt = load_prompt("greet", prompt_file(tmp_path, GOOD))
    assert prompt.purpose == "Greets."
    assert prompt.render(name="Ada", place="Oslo") == (
        Message(role=Role.SYSTEM, content="Be kind in Oslo."),
        Message(role=Role.USER, content="I am Ada."),
    )


def test_what_is_filled_in_is_never_a_placeholder(tmp_path: Path) -> None:
    prompt = load_prompt("greet", prompt_file(tmp_path, GOOD))
    assert prompt.render(name="{{place}}", place="Oslo")[1].content == "I am {{place}}."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD.replace("name, place", "name"), "declares name and uses name, place"),
        (GOOD.replace("name, place", "name, place, age"), "declares age, name, place and uses"),
        (GOOD.replace("---\n", ""), "does not begin with its declaration"),
        (GOOD.replace("purpose", "aim"), "must declare placeholders, purpose"),
        (GOOD.replace("# system", "# boss"), "must open with one of the headings"),
    ],
)
def test_a_prompt_that_breaks_the_contract_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(PromptFault, match=complaint):
        load_prompt("greet", prompt_file(tmp_path, text))


def test_missing_and_superfluous_values_are_refused(tmp_path: Path) -> None:
    prompt = load_prompt("greet", prompt_file(tmp_path, GOOD))
    with pytest.raises(PromptFault, match="takes name, place, not name"):
        prompt.render(name="Ada")
    with pytest.raises(PromptFault, match="not age, name, place"):
        prompt.render(name="Ada", place="Oslo", age="36")
    with pytest.raises(PromptFault, match="cannot be read"):
        load_prompt("absent", tmp_path)


def test_the_fingerprint_changes_with_the_text(tmp_path: Path) -> None:
    one = load_prompt("greet", prompt_file(tmp_path, GOOD)).fingerprint
    other = load_prompt("greet", prompt_file(tmp_path, GOOD.replace("kind", "curt"))).fingerprint
    assert len(one) == len(other) == 12
    assert one != other


def test_every_prompt_of_the_program_keeps_the_contract_and_is_in_its_guide() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    names = [file.stem for file in FOLDER.glob("*.md") if file.stem != "README"]
    assert names
    for name in names:
        assert load_prompt(name).purpose
        assert f"`{name}.md`" in guide
