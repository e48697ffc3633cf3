"""The policy on markings: which language models may see a text, whether it may be exported, which groups may see it.

The policy is a value and decides without looking at anything but its arguments. It is enforced where a language model
is handed out (``assistant.models.guarded``) and where a file is made.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.domain.marking import OPEN, STRONGEST, Markings, highest, level, normal

ANY, HERE = "any", "this machine"
UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether something may be done. ``reason`` is the start of a sentence, without a full stop; empty when it may."""

    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Who would see a text that is given to a language model.

    ``name`` is that of the setting ``model``; ``here`` whether the text stays on this machine, and ``why`` says in
    words what speaks against it.
    """

    name: str
    here: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may be done with texts of one marking.

    ``models`` names those that may see them: providers ("ollama") or models ("ollama:llama3.1"), ``HERE``, ``ANY``, or
    none at all. ``groups`` are those whose members may see them, None for everyone.
    """

    models: frozenset[str]
    export: bool = True
    groups: frozenset[str] | None = None

    def stricter(self, other: Rule) -> Rule:
        """The rule that allows only what both allow."""
        return Rule(
            models=_both(self.models, other.models),
            export=self.export and other.export,
            groups=other.groups if self.groups is None else self.groups & (other.groups or self.groups),
        )


_OPEN_RULE = Rule(models=frozenset([ANY]))
_KEPT_HERE = Rule(models=frozenset([HERE]))
_ALLOWED = Decision(allowed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules by marking, as far as they are stated; ``UNMARKED`` is the name for what bears none."""

    rules: tuple[tuple[str, Rule], ...] = ()

    def __str__(self) -> str:
        return "; ".join(f"{name}: {_in_words(rule)}" for name, rule in self.rules) or "as it comes"

    def rule(self, marking: str | None) -> Rule:
        """The rule for a marking: the stated one; else the default, tightened by what is stated for weaker markings.

        The default: open and unmarked texts may go to any model, all others to models on this machine. A marking that
        is not known is treated as the strongest, by every rule that there is.
        """
        stated = {normal(name): rule for name, rule in self.rules}
        name = normal(marking or UNMARKED)
        if name in stated:
            return stated[name]
        if marking is None:
            return _OPEN_RULE
        asked = level(marking)
        height = STRONGEST if asked is None else asked
        found = _OPEN_RULE if height == OPEN else _KEPT_HERE
        for other, rule in self.rules:
            if normal(other) != normal(UNMARKED) and (asked is None or _height(other) <= height):
                found = found.stricter(rule)
        return found

    def may_read(self, provider: Provider, markings: Markings) -> Decision:
        """Whether a language model may see a text made of passages with these markings."""
        refused = [one for one in markings if not _sees(self.rule(one).models, provider)]
        if not refused:
            return _ALLOWED
        what = _texts(refused)
        names = self.rule(highest(refused)).models
        if not names:
            return Decision(allowed=False, reason=f"No language model may see {what}")
        if names == {HERE}:
            return Decision(
                allowed=False,
                reason=f"Only a model on this machine may see {what}, and {provider.name} is not known to be on it"
                + (f" ({provider.why})" if provider.why else ""),
            )
        listed = " or ".join(sorted(names))
        return Decision(allowed=False, reason=f"Only {listed} may see {what}, and {provider.name} is none of these")

    def may_export(self, markings: Markings) -> Decision:
        """Whether a file may be made of passages with these markings."""
        refused = [one for one in markings if not self.rule(one).export]
        if not refused:
            return _ALLOWED
        return Decision(allowed=False, reason=f"No file may be made of {_texts(refused)}")

    def may_see(self, groups: Collection[str], marking: str | None) -> bool:
        """Whether a member of these groups may see a text with this marking."""
        wanted = self.rule(marking).groups
        return wanted is None or not wanted.isdisjoint(groups)


AS_IT_COMES = Policy()


def _sees(models: frozenset[str], provider: Provider) -> bool:
    kind = provider.name.partition(":")[0]
    return not models.isdisjoint({ANY, provider.name, kind, *([HERE] if provider.here else [])})


def _both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    if ANY in one:
        return other
    return one if ANY in other else one & other


def _height(name: str) -> int:
    found = level(name)
    return STRONGEST if found is None else found


def _texts(markings: Collection[str | None]) -> str:
    marking = highest(markings)
    return f"texts marked {marking}" if marking else "texts without a marking"


def _in_words(rule: Rule) -> str:
    groups = "everyone" if rule.groups is None else ", ".join(sorted(rule.groups)) or "nobody"
    export = "exported" if rule.export else "not exported"
    return f"models {', '.join(sorted(rule.models)) or 'none'}, {export}, shown to {groups}"
