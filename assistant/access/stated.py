"""The policy as it is stated in the table ``[markings]`` of the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.access.policy import ANY, AS_IT_COMES, HERE, UNMARKED, Policy, Rule
from assistant.errors import SettingsError

EVERYONE, NONE = "everyone", "none"
_KEYS = ("models", "export", "groups")


def stated_policy(table: Any, *, where: str) -> Policy:
    """The policy that a table states. ``where`` says where it stands. Raises SettingsError for what it cannot mean."""
    if not isinstance(table, Mapping):
        raise SettingsError(f"'markings' in {where} should be a table of markings: see docs/access.md.")
    return Policy(rules=tuple((name, _rule(name, row, where=f"[markings] of {where}")) for name, row in table.items()))


def _rule(name: str, row: Any, *, where: str) -> Rule:
    if not isinstance(row, Mapping) or (unknown := next((key for key in row if key not in _KEYS), None)) is not None:
        what = f"does not know '{unknown}'" if isinstance(row, Mapping) else "is no table"
        raise SettingsError(
            f"The rule for '{name}' in {where} {what}. It may state {', '.join(_KEYS)}: docs/access.md."
        )
    rule = AS_IT_COMES.rule(None if name == UNMARKED else name)
    if "models" in row:
        rule = replace(rule, models=_names(row["models"], name, "models", nobody=NONE, where=where))
    if "export" in row:
        if not isinstance(row["export"], bool):
            raise SettingsError(f"'export' for '{name}' in {where} should be true or false, not {row['export']!r}.")
        rule = replace(rule, export=row["export"])
    if "groups" in row:
        groups = _names(row["groups"], name, "groups", nobody=NONE, where=where)
        rule = replace(rule, groups=None if EVERYONE in groups else groups)
    return rule


def _names(value: Any, name: str, key: str, *, nobody: str, where: str) -> frozenset[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
        examples = f'"{HERE}", "{ANY}" or a list' if key == "models" else f'"{EVERYONE}" or a list'
        raise SettingsError(f"'{key}' for '{name}' in {where} should be \"{nobody}\", {examples}, not {value!r}.")
    if nobody in listed and len(listed) > 1:
        raise SettingsError(f"'{key}' for '{name}' in {where} says \"{nobody}\" and names others besides.")
    return frozenset(one.strip() for one in listed if one != nobody)
