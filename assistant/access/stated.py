"""Who may see what, as the settings file states it: the tables ``[markings]``, ``[collections]`` and ``[sign_in]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.access.people import Collections, SignIn
from assistant.access.policy import ANY, AS_IT_COMES, HERE, UNMARKED, Policy, Rule
from assistant.errors import SettingsError

EVERYONE, NONE = "everyone", "none"
_KEYS = ("models", "export", "groups")


def stated_policy(table: Any, *, where: str) -> Policy:
    """The policy that a table states. ``where`` says where it stands. Raises SettingsError for what it cannot mean."""
    if not isinstance(table, Mapping):
        raise SettingsError(f"'markings' in {where} should be a table of markings: see docs/access.md.")
    return Policy(rules=tuple((name, _rule(name, row, where=f"[markings] of {where}")) for name, row in table.items()))


def stated_collections(table: Any, *, where: str) -> Collections:
    """The folders that only some groups may see. Raises SettingsError for what the table cannot mean."""
    if not isinstance(table, Mapping):
        raise SettingsError(f"'collections' in {where} should be a table of folders and groups: see docs/access.md.")
    place = f"[collections] of {where}"
    rows = ((folder.strip("/"), _names(groups, folder, "groups", where=place)) for folder, groups in table.items())
    folders = tuple((folder, groups) for folder, groups in rows if EVERYONE not in groups)
    for folder, _ in folders:
        if {"", ".", ".."} & set(folder.split("/")):
            raise SettingsError(f"'{folder}' in {place} is no folder below the corpus folder.")
    return Collections(folders=folders)


def stated_sign_in(table: Any, *, where: str) -> SignIn:
    """How people sign in. Raises SettingsError for what the table cannot mean."""
    place = f"[sign_in] of {where}"
    if not isinstance(table, Mapping):
        raise SettingsError(f"'sign_in' in {where} should be a table: see docs/access.md.")
    if unknown := next((key for key in table if key not in ("groups", "administrators", "hours")), None):
        raise SettingsError(f"Unknown key '{unknown}' in {place}. It may state groups, administrators, hours.")
    claim, hours = table.get("groups", SignIn().groups), table.get("hours", SignIn().hours)
    if not isinstance(claim, str) or not claim:
        raise SettingsError(f"'groups' in {place} should be the name of a claim, not {claim!r}.")
    if isinstance(hours, bool) or not isinstance(hours, int | float) or hours <= 0:
        raise SettingsError(f"'hours' in {place} should be a number above 0, not {hours!r}.")
    administrators = _names(table.get("administrators", []), "sign_in", "administrators", where=place)
    return SignIn(groups=claim, administrators=administrators, hours=float(hours))


def _rule(name: str, row: Any, *, where: str) -> Rule:
    if not isinstance(row, Mapping) or (unknown := next((key for key in row if key not in _KEYS), None)) is not None:
        what = f"does not know '{unknown}'" if isinstance(row, Mapping) else "is no table"
        raise SettingsError(
            f"The rule for '{name}' in {where} {what}. It may state {', '.join(_KEYS)}: docs/access.md."
        )
    rule = AS_IT_COMES.rule(None if name == UNMARKED else name)
    if "models" in row:
        rule = replace(rule, models=_names(row["models"], name, "models", where=where))
    if "export" in row:
        if not isinstance(row["export"], bool):
            raise SettingsError(f"'export' for '{name}' in {where} should be true or false, not {row['export']!r}.")
        rule = replace(rule, export=row["export"])
    if "groups" in row:
        groups = _names(row["groups"], name, "groups", where=where)
        rule = replace(rule, groups=None if EVERYONE in groups else groups)
    return rule


def _names(value: Any, name: str, key: str, *, where: str) -> frozenset[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
        examples = f'"{HERE}", "{ANY}" or a list' if key == "models" else f'"{EVERYONE}" or a list'
        raise SettingsError(f"'{key}' for '{name}' in {where} should be \"{NONE}\", {examples}, not {value!r}.")
    if NONE in listed and len(listed) > 1:
        raise SettingsError(f"'{key}' for '{name}' in {where} says \"{NONE}\" and names others besides.")
    return frozenset(one.strip() for one in listed if one != NONE)
