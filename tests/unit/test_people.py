"""Who somebody is by the claims of an identity provider, and what they may see by marking and folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.access.people import Collections, SignIn, deciding_groups, may_see, person_of, restricts
from assistant.access.policy import AS_IT_COMES
from assistant.access.resting import rests_on
from assistant.domain import PositionPack, Turn
from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings
from tests.fakes import FakeAssistant

CLAIMS: dict[str, Any] = {"iss": "https://id.example.org", "sub": "7", "iat": 1_000_000, "groups": ["council"]}


def settings(folder: Path, text: str) -> Settings:
    (folder / "assistant.toml").write_text(text, encoding="utf-8")
    return load_settings(folder=folder, environment={})


def test_a_person_is_the_same_at_every_sign_in_and_another_at_another_provider() -> None:
    one = person_of(CLAIMS, SignIn(), now_s=1_000_100)
    again = person_of({**CLAIMS, "name": "Ada", "groups": "press"}, SignIn(), now_s=1_000_200)
    other = person_of({**CLAIMS, "iss": "https://other.example.org"}, SignIn(), now_s=1_000_100)
    assert one and again and other
    assert (one.id, one.name, one.groups) == (again.id, "7", frozenset(["council"]))
    assert (again.name, again.groups) == ("Ada", frozenset(["press"]))
    assert one.id != other.id and one.id.isalnum()


@pytest.mark.parametrize("groups", [None, 3, {"council": True}, [["council"]], [""]])
def test_groups_that_cannot_be_read_are_none(groups: object) -> None:
    person = person_of({**CLAIMS, "groups": groups}, SignIn(), now_s=1_000_000)
    assert person is not None
    assert person.groups == frozenset()


@pytest.mark.parametrize(
    "claims", [{}, {**CLAIMS, "sub": ""}, {**CLAIMS, "sub": None}, {**CLAIMS, "iss": 1}, {**CLAIMS, "iat": "now"}]
)
def test_claims_that_name_nobody_are_nobody(claims: dict[str, Any]) -> None:
    assert person_of(claims, SignIn(), now_s=1_000_000) is None


def test_a_sign_in_ends() -> None:
    assert person_of(CLAIMS, SignIn(hours=1), now_s=1_003_600) is not None
    assert person_of(CLAIMS, SignIn(hours=1), now_s=1_003_601) is None


def test_a_document_is_seen_when_its_marking_and_every_folder_around_it_allow_it(tmp_path: Path) -> None:
    stated = settings(
        tmp_path,
        '[sign_in]\n[markings]\nLIMITE = { groups = ["council"] }\n[collections]\nteam = ["team", "council"]\n'
        '"team/inner/" = ["council"]\nopen = "everyone"\nshut = "none"',
    )

    def sees(document: str, marking: str | None, *groups: str) -> bool:
        return may_see(frozenset(groups), document, marking, policy=stated.markings, collections=stated.collections)

    assert sees("note.pdf", None)
    assert not sees("note.pdf", "LIMITE")
    assert sees("note.pdf", "LIMITE", "council")
    assert not sees("team/note.pdf", None)
    assert sees("team/note.pdf", None, "team")
    assert not sees("team/note.pdf", "LIMITE", "team")
    assert not sees("team/inner/note.pdf", None, "team")
    assert sees("team/inner/note.pdf", "HOUSE ONLY", "council")
    assert not sees("Team/note.pdf", None)
    assert sees("teams.pdf", None) and sees("open/note.pdf", None)
    assert not sees("shut/note.pdf", None, "council", "team")
    assert deciding_groups(stated.markings, stated.collections) == {"council", "team"}
    assert restricts(stated.markings, stated.collections)
    assert not restricts(AS_IT_COMES, Collections())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[collections]\n"../up" = ["a"]', "is no folder below the corpus folder"),
        ('[collections]\n"/" = ["a"]', "is no folder below the corpus folder"),
        ("[collections]\nteam = 3", "'groups' for 'team'"),
        ("collections = 3", "should be a table"),
        ("[sign_in]\nclaim = 'x'", "Unknown key 'claim'"),
        ("[sign_in]\nhours = 0", "above 0"),
        ("[sign_in]\ngroups = []", "name of a claim"),
        ("sign_in = true", "should be a table"),
        ("[markings]\nLIMITE = { groups = ['a'] }", "nobody has to sign in"),
        ("[collections]\nteam = ['a']", "nobody has to sign in"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(tmp_path, text)
    assert says in str(refused.value)


def test_what_rests_on_a_document_is_known_however_deep_it_is_named() -> None:
    fake = FakeAssistant()
    answer = fake.ask("Where do smugglers hide cigarettes?")
    documents, markings = rests_on([Turn(question="q", answer=answer)])
    assert "notes/ferry.pdf" in documents
    assert "LIMITE" in markings
    sheet = fake.desk.sheet("notes/ferry.pdf")
    assert rests_on(sheet)[0] == {"notes/ferry.pdf"}
    assert rests_on(PositionPack(title="t", note="notes/ferry.pdf"))[0] == {"notes/ferry.pdf"}
    assert rests_on(Turn(question="q")) == (frozenset(), frozenset())
