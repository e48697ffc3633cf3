"""An answer without a language model: the sentences that answer best, verbatim, or an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.asking import Part, parts, whole
from assistant.answering.calibration import Signs, calibrated
from assistant.answering.candidates import Candidate, candidates
from assistant.answering.citing import cite
from assistant.answering.companions import with_companions
from assistant.answering.composing import Asked, Draft
from assistant.answering.declining import Declining
from assistant.answering.lookups import claiming, mentioning, spelling_out
from assistant.answering.presupposed import contradicting
from assistant.answering.question import BROAD
from assistant.answering.scored import Scored
from assistant.answering.scoring import SentenceScorer
from assistant.answering.selection import in_focus, material, reading_order, select
from assistant.answering.signs import question_signs
from assistant.answering.suggesting import section_asked_for
from assistant.domain import Decline, Document, Hit, Query
from assistant.indexing.snapshot import Snapshot
from assistant.retrieval.matched import stems
from assistant.retrieval.query import content_words, words
from assistant.retrieval.wording import unknown_names

# From this probability on, what was found counts as an answer: the odds that the weights were fitted with.
ANSWERED = 0.5
# From this probability on, passages are on the subject of a question, whether or not they answer it.
ON_SUBJECT = 0.5
# Where a document that is not held, or something that no passage names, is asked for by name, only what clearly answers
# is shown for it.
CLEARLY = 0.8
_BEGINNING = 5  # letters
# "What does X say about …", and what is left of it where X is a filter.
_SAID_OF = re.compile(r"\b(?:said|says?) (?:about|on|of|regarding|concerning) (?P<what>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found for a question: the passages, how to load their documents, and how common words are.

    ``frequency`` counts the passages with a word, of ``total``; ``unknown`` tells what a question names and no passage
    does.
    """

    hits: tuple[Hit, ...]
    load: Callable[[str], Document]
    frequency: Callable[[str], int]
    total: int
    unknown: Callable[[str], Sequence[str]] = field(default=lambda question: ())

    @classmethod
    def of(cls, snapshot: Snapshot, hits: Sequence[Hit], load: Callable[[str], Document]) -> Found:
        """What was found in a snapshot."""
        texts = snapshot.texts
        return cls(
            hits=tuple(hits),
            load=load,
            frequency=lambda word: texts.chunks_with(f'"{word}"'),
            total=texts.count(),
            unknown=lambda question: unknown_names(question, texts),
        )

    def speaks_of_another(self, part: Part) -> bool:
        """Whether a part names something that stands nowhere, and is no name by which one of the documents goes."""
        names = set(self.unknown(part.text))
        documents = {hit.chunk.document for hit in self.hits} if names else ()
        return bool(names - {word for id_ in documents for word in words(_called(self.load(id_)))})

    def silent_on(self, part: Part) -> bool:
        """Whether it is asked what is said of something that the corpus speaks of, and nothing that was found does."""
        said = _SAID_OF.search(part.reading)
        if said is None:
            return False
        here = _beginnings(" ".join(text for hit in self.hits for text in _told_by(hit)))
        return any(not _beginnings(word) & here and self.frequency(word) for word in content_words(said["what"]))

    def signs(self, part: Part, scored: Sequence[Scored]) -> Signs:
        """What was measured of all that was found for a part of a question; ``scored`` are its best sentences."""
        hits = [hit for hit in self.hits if part.index in (None, hit.part)]
        return question_signs(part, scored, hits, frequency=self.frequency, total=self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a part of a question: the sentences that answer it in reading order, or why there are none.

    ``probability`` is how likely what was found answers it; ``nearest`` are the sentences shown if it does.
    """

    part: Part
    probability: float = 0.0
    nearest: tuple[Scored, ...] = ()
    chosen: tuple[Scored, ...] = ()
    decline: Decline | None = None


def _called(document: Document) -> str:
    """What a document goes by: its title, who wrote and issued it, its number and kind."""
    stated = (document.title, document.issuer, *document.authors, document.document_number, document.kind)
    return " ".join(one.value for one in stated if one)


def _told_by(hit: Hit) -> tuple[str, ...]:
    """What a passage speaks of: its words, and the title and headings above them."""
    return (hit.chunk.title, *hit.chunk.headings, hit.chunk.text)


def _beginnings(text: str) -> set[str]:
    """The stems of a text's words, and how the words begin, so that "scanning" is found in "scanners"."""
    return {*stems(text), *(word[:_BEGINNING] for word in words(text))}


class ExtractiveComposer:
    """Answers with verbatim sentences."""

    def __init__(self, scorer: SentenceScorer) -> None:
        self._scorer = scorer

    def compose(self, asked: Asked) -> Draft:
        """The sentences that answer best, and why there are none where there are none."""
        outcomes = self.outcomes(asked.query, Found.of(asked.snapshot, asked.hits, asked.load))
        chosen = {one.candidate.place: one for outcome in outcomes for one in outcome.chosen}
        broad = any(outcome.part.form.broad for outcome in outcomes)
        return Draft(
            sentences=cite(completed(list(chosen.values()), whole_lists=broad and not asked.query.asked_in)),
            declines=tuple(outcome.decline for outcome in outcomes if outcome.decline),
        )

    def outcomes(self, query: Query, found: Found) -> list[Outcome]:
        """What becomes of each part of a question; of the whole one where no part is answered."""
        sentences = candidates(found.hits, found.load)
        single = parts(query)
        outcomes = [self._outcome(part, query, found, sentences) for part in single]
        if len(single) > 1 and not any(outcome.chosen for outcome in outcomes):
            outcomes = [self._outcome(whole(query), query, found, sentences)]
        return outcomes

    def _outcome(self, part: Part, query: Query, found: Found, sentences: Sequence[Candidate]) -> Outcome:
        declining = Declining(part=part, query=query, hits=found.hits, load=found.load)
        if not part.says_something or not found.hits:
            return Outcome(part=part, decline=declining.nothing_found())
        spelt_out = spelling_out(part.text, found.hits, found.load)
        if spelt_out:
            sentences = spelt_out
        section = spelt_out or section_asked_for(part.text, sentences)
        scored = self._scorer.score(part.reading, section or sentences, frequency=found.frequency, total=found.total)
        if section:  # whatever the section says answers a question that asks just that
            nearest = tuple(select(scored, replace(BROAD, of_each=True)))
            return Outcome(part=part, probability=1.0, nearest=nearest, chosen=nearest)
        signs = found.signs(part, scored)
        fitted = calibrated(judged=self._scorer.judged)
        looked_up = claiming(part.text, scored) or mentioning(part.text, scored)
        outcome = Outcome(
            part=part,
            probability=fitted.answerable.probability(signs),
            nearest=tuple(looked_up or select(in_focus(part, scored), part.form)),
        )
        contradiction = contradicting(part.reading, sentences)
        if contradiction is not None:
            return replace(outcome, decline=declining.contradicted(contradiction))
        lines = declining.lines_not_held(scored) if outcome.probability < CLEARLY else ()
        if lines:
            return replace(outcome, decline=declining.not_held(lines))
        on_subject = fitted.on_subject.probability(signs)
        if query.asked_in and on_subject >= ON_SUBJECT:
            for_discussion = tuple(material(scored, of_each_section=query.asked_in))
            return replace(outcome, nearest=for_discussion, chosen=for_discussion)
        likely = outcome.probability >= ANSWERED or looked_up
        doubtful = outcome.probability < CLEARLY and (found.speaks_of_another(part) or found.silent_on(part))
        if outcome.nearest and likely and not doubtful:
            return replace(outcome, chosen=outcome.nearest)
        return replace(outcome, decline=declining.unanswered(on_subject=on_subject))


def completed(chosen: Sequence[Scored], *, whole_lists: bool) -> list[Candidate]:
    """The chosen sentences with those that they need, in reading order."""
    order: dict[str, int] = {}
    for one in reading_order(chosen):
        order.setdefault(one.candidate.document.id, len(order))
    completed = with_companions([one.candidate for one in chosen], whole_lists=whole_lists)
    return sorted(completed, key=lambda one: (order[one.document.id], one.sentence))
