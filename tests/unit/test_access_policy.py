"""What the policy on markings allows: as it comes, as it is stated, and for markings that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.access.policy import AS_IT_COMES, Policy, Provider
from assistant.errors import SettingsError
from assistant.settings import load_settings

HERE = Provider(name="gguf:small", here=True)
CLOUD = Provider(name="openai:gpt-4.1-mini", here=False, why="the setting 'model_url' names no address on this machine")


def stated(folder: Path, table: str) -> Policy:
    (folder / "assistant.toml").write_text(f"[sign_in]\n[markings]\n{table}\n", encoding="utf-8")
    return load_settings(folder=folder, environment={}).markings


@pytest.mark.parametrize(
    ("marking", "leaves"),
    [
        (None, True),
        ("PUBLIC", True),
        ("OFFICIAL", True),
        ("TLP:GREEN", False),
        ("LIMITE", False),
        ("Limite", False),
        ("OFFICIAL - SENSITIVE", False),
        ("OFFICIAL-COMMERCIAL", False),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", False),
        ("RESTREINT UE/EU RESTRICTED", False),
        ("TRÈS SECRET UE/EU TOP SECRET", False),
        ("HOUSE ONLY", False),
    ],
)
def test_only_open_texts_leave_this_machine_unless_something_else_is_stated(marking: str | None, leaves: bool) -> None:
    assert AS_IT_COMES.may_read(CLOUD, frozenset([marking])).allowed is leaves
    assert AS_IT_COMES.may_read(HERE, frozenset([marking])).allowed
    assert AS_IT_COMES.may_export(frozenset([marking])).allowed
    assert AS_IT_COMES.may_see((), marking)


def test_one_marked_passage_among_open_ones_decides_and_the_reason_names_it() -> None:
    decision = AS_IT_COMES.may_read(CLOUD, frozenset([None, "PUBLIC", "LIMITE"]))
    assert not decision.allowed
    assert decision.reason == (
        "Only a model on this machine may see texts marked LIMITE, and openai:gpt-4.1-mini is not known to be on it "
        "(the setting 'model_url' names no address on this machine)"
    )


def test_a_stated_rule_names_providers_models_and_none(tmp_path: Path) -> None:
    policy = stated(
        tmp_path,
        'LIMITE = { models = ["this machine", "azure_openai"] }\n"TLP:AMBER" = { models = "openai:gpt-4.1-mini" }\n'
        'RESTREINT = { models = "none", export = false }\nunmarked = { models = "this machine" }',
    )
    azure = Provider(name="azure_openai:mine", here=False)
    assert policy.may_read(azure, frozenset(["LIMITE"])).allowed
    assert policy.may_read(HERE, frozenset(["LIMITE"])).allowed
    assert not policy.may_read(CLOUD, frozenset(["LIMITE"])).allowed
    assert policy.may_read(CLOUD, frozenset(["TLP:AMBER"])).allowed
    assert policy.may_read(CLOUD, frozenset(["PUBLIC"])).allowed
    assert not policy.may_read(CLOUD, frozenset([None])).allowed
    none = policy.may_read(HERE, frozenset(["LIMITE", "RESTREINT"]))
    assert (none.allowed, none.reason) == (False, "No language model may see texts marked RESTREINT")
    export = policy.may_export(frozenset(["LIMITE", "RESTREINT"]))
    assert (export.allowed, export.reason) == (False, "No file may be made of texts marked RESTREINT")
    assert policy.may_export(frozenset(["LIMITE"])).allowed


def test_a_stronger_or_unknown_marking_is_never_freer_than_what_is_stated_for_a_weaker_one(tmp_path: Path) -> None:
    policy = stated(tmp_path, 'LIMITE = { models = "none", export = false, groups = ["council"] }')
    for marking in ("RESTREINT UE/EU RESTRICTED", "SECRET", "HOUSE ONLY"):
        assert not policy.may_read(HERE, frozenset([marking])).allowed
        assert not policy.may_export(frozenset([marking])).allowed
        assert not policy.may_see(["press"], marking)
        assert policy.may_see(["council"], marking)
    assert policy.may_read(HERE, frozenset(["TLP:GREEN"])).allowed


def test_an_unknown_marking_is_treated_as_the_strongest_known(tmp_path: Path) -> None:
    policy = stated(tmp_path, '"TOP SECRET" = { models = "none", groups = "none" }')
    assert not policy.may_read(HERE, frozenset(["HOUSE ONLY"])).allowed
    assert not policy.may_see(["council"], "HOUSE ONLY")
    named = stated(tmp_path, '"TOP SECRET" = { models = "none" }\n"House Only" = { models = "any" }')
    assert named.may_read(CLOUD, frozenset(["HOUSE ONLY"])).allowed


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("LIMITE = true", "is no table"),
        ("LIMITE = { model = 'any' }", "does not know 'model'"),
        ("LIMITE = { models = 3 }", "'models' for 'LIMITE'"),
        ("LIMITE = { models = ['none', 'ollama'] }", "names others besides"),
        ("LIMITE = { export = 'no' }", "true or false"),
        ("LIMITE = { groups = [1] }", "'groups' for 'LIMITE'"),
    ],
)
def test_what_a_rule_cannot_mean_is_refused_with_its_place(tmp_path: Path, table: str, says: str) -> None:
    with pytest.raises(SettingsError, match=r"assistant\.toml") as refused:
        stated(tmp_path, table)
    assert says in str(refused.value)


def test_the_environment_cannot_loosen_the_policy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="should be a table"):
        load_settings(folder=tmp_path, environment={"ASSISTANT_MARKINGS": "any"})
