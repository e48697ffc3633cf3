"""Settings: the last source wins, and what is not understood is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


def test_the_defaults_need_nothing(tmp_path: Path) -> None:
    assert load_settings(folder=tmp_path, environment={}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text('corpus = "papers"\nhits = 7\n')
    settings = load_settings(folder=tmp_path, environment={"ASSISTANT_HITS": "3", "HOME": "/x"})
    assert (settings.corpus, settings.hits) == (Path("papers"), 3)


@pytest.mark.parametrize(
    ("toml", "environment", "place"),
    [('corpse = "x"', {}, "assistant.toml"), ("", {"ASSISTANT_CORPSE": "x"}, "ASSISTANT_CORPSE")],
)
def test_an_unknown_setting_is_refused_with_its_place(
    tmp_path: Path, toml: str, environment: dict[str, str], place: str
) -> None:
    (tmp_path / "assistant.toml").write_text(toml)
    with pytest.raises(SettingsError, match="Unknown setting 'corpse'") as error:
        load_settings(folder=tmp_path, environment=environment)
    assert place in str(error.value)


def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="should be a int"):
        load_settings(folder=tmp_path, environment={"ASSISTANT_HITS": "many"})


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text("= 3")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings(folder=tmp_path, environment={})
