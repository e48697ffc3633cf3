"""Writes an answer with a language model, and shows of it what passes the gate; else the answer is quoted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from assistant.answering.asking import whole
from assistant.answering.candidates import Candidate, candidates
from assistant.answering.citing import cite_written, source_name
from assistant.answering.composing import Asked, Composer, Draft
from assistant.answering.generate.evidence import EvidenceBlock, Numbered, evidence_block, may_be_read
from assistant.answering.generate.relevance import Pairs, to_the_point, torn_off
from assistant.answering.generate.style import most_sentences, wish
from assistant.answering.generate.written import SentenceReader, answer_schema
from assistant.answering.scoring import SentenceScorer
from assistant.answering.selection import in_focus
from assistant.answering.verify.gate import Checked, Drafted, Evidence, check
from assistant.answering.verify.judge import Judge, JudgeFor
from assistant.domain import Decline, DeclineReason, Register, Sentence, Style
from assistant.errors import AssistantError
from assistant.models.guarded import GuardedModel
from assistant.models.language_model import Call, in_time, one_at_a_time
from assistant.prompts import Prompt, harmless

# What a sentence and its evidence take in JSON, at most, in tokens.
SENTENCE_TOKENS = 90
_BESIDE = "it is beside the point"
_TORN = "the beginning of the source's sentence is missing"
_UNTOLD = "what it announces is missing"
_NONE_FITS = "No sentence that was found fits into what the model can read"
_NONE_ALLOWED = "What was found is written to steer language models, and none is given it"
_QUOTED_INSTEAD = "so the answer below is quoted from the documents."


class GenerativeComposer:
    """Answers in sentences that a model writes, each proved by what it cites.

    ``quoting`` answers first: where the documents hold no answer no model is asked, and where the model fails, is
    stopped or writes nothing that can be proved, the quotations are the answer. A model that says that its evidence
    holds no answer is believed. A model that may not see all that was found is not asked.
    """

    def __init__(
        self,
        model: GuardedModel,
        *,
        quoting: Composer,
        scorer: SentenceScorer,
        judge: JudgeFor,
        pairs: Pairs,
        prompt: Prompt,
        timeout_s: float,
    ) -> None:
        self._model = model
        self._quoting = quoting
        self._scorer = scorer
        self._judge = judge
        self._pairs = pairs
        self._prompt = prompt
        self._timeout_s = timeout_s
        self._turn = one_at_a_time(model.name)

    def compose(self, asked: Asked) -> Draft | None:
        """The sentences that passed the gate; the quotations, and why, when there are none."""
        quoted = self._quoting.compose(asked)
        if quoted is None or not quoted.sentences:
            return quoted
        allowed = self._model.may_read(asked.markings)
        if not allowed.allowed:
            return replace(quoted, fallback=f"{allowed.reason}, {_QUOTED_INSTEAD}")
        try:
            block, call = self._prepared(asked)
        except AssistantError as error:
            return replace(quoted, fallback=f"{error} The model wrote nothing, {_QUOTED_INSTEAD}")
        if not block.numbered:
            nothing = _NONE_FITS if block.left_out else _NONE_ALLOWED
            return replace(quoted, fallback=f"{nothing}, {_QUOTED_INSTEAD}", not_read=block.left_out)
        writing = _Writing(
            block=block,
            to_the_point=to_the_point(asked.query.standalone, block.numbered, self._pairs),
            judge=self._judge(asked.markings),
            style=asked.style or Style(),
            tell=lambda sentence: asked.on_sentence(sentence, asked.markings),
        )
        trouble = self._write(asked, call, writing)
        written = Draft(
            sentences=tuple(writing.shown),
            withheld=tuple(writing.withheld),
            declines=quoted.declines,
            model=self._model.name,
            prompt_fingerprint=self._prompt.fingerprint,
            not_read=block.left_out,
            seconds_s=writing.seconds_s,
        )
        if writing.shown:
            return replace(written, fallback=trouble and f"{trouble} What it had written until then is shown.")
        if writing.said_nothing and not trouble:
            decline = Decline(reason=DeclineReason.NOT_SAID, question=asked.query.standalone)
            return replace(written, declines=(decline, *quoted.declines))
        why = trouble.rstrip(".") or _why_nothing(writing)
        return replace(written, sentences=quoted.sentences, model=None, fallback=f"{why}, {_QUOTED_INSTEAD}")

    def _prepared(self, asked: Asked) -> tuple[EvidenceBlock, Call]:
        """The evidence that fits, and the call that puts it to the model. Raises ModelFailed, ModelMissing."""
        style = asked.style or Style()
        question = harmless(asked.query.standalone)
        most = most_sentences(style) * SENTENCE_TOKENS
        bare = self._prompt.render(question=question, evidence="", **wish(style))
        room = self._model.window_tokens - most - sum(self._model.count(message.content) for message in bare)
        block = evidence_block(
            self._ranked(asked), budget_tokens=min(room, self._model.evidence_tokens), count=self._model.count
        )
        return block, Call(
            messages=self._prompt.render(question=question, evidence=block.text, **wish(style)),
            most_tokens=most,
            schema=answer_schema([item.token for item in block.numbered], sentences=most_sentences(style)),
            markings=asked.markings,
        )

    def _ranked(self, asked: Asked) -> list[Candidate]:
        """The sentences of the hits that a model may be given, those that answer best first.

        What is about another country or document than the question names is not among them: a small model takes it.
        """
        found = [one for one in candidates(asked.hits, asked.load) if may_be_read(one)]
        texts = asked.snapshot.texts
        scored = self._scorer.score(
            asked.query.standalone, found, frequency=lambda word: texts.chunks_with(f'"{word}"'), total=texts.count()
        )
        focused = in_focus(whole(asked.query), scored) or scored
        passed_over = {item.candidate.place for item in scored}
        rest = (one for one in found if one.place not in passed_over)
        return [*(item.candidate for item in focused), *rest]

    def _write(self, asked: Asked, call: Call, writing: _Writing) -> str:
        """Have it written and judged; what went wrong, in a sentence, or nothing."""
        try:
            with self._turn:  # waiting for another's answer is no fault of the model
                writing.take(in_time(self._model, call, timeout_s=self._timeout_s, stopped=asked.stopped))
        except TimeoutError:
            done = "finish" if writing.shown else "answer"
            return f"The model did not {done} within {self._timeout_s:.0f} seconds."
        except AssistantError as error:
            return str(error)
        return "You stopped the model." if asked.stopped() else ""


def _why_nothing(writing: _Writing) -> str:
    if writing.withheld:
        return "Nothing that the model wrote could be proved and speaks to the question"
    return "The model wrote nothing that could be read"


@dataclass(slots=True, kw_only=True)
class _Writing:
    """An answer while it is written: each sentence is judged as it comes, then shown or withheld."""

    block: EvidenceBlock
    to_the_point: frozenset[str]
    judge: Judge
    style: Style
    tell: Callable[[Sentence], None]
    shown: list[Sentence] = field(default_factory=list)
    withheld: list[Sentence] = field(default_factory=list)
    seconds_s: dict[str, float] = field(default_factory=dict)
    said_nothing: bool = False

    def take(self, pieces: Iterator[str]) -> None:
        """Read what arrives. Raises what the model raises; what was judged until then is kept."""
        start = time.perf_counter()
        evidence = [_evidence(item) for item in self.block.numbered]
        reader = SentenceReader(item.token for item in self.block.numbered)
        said: set[str] = set()
        for written in reader.read(pieces):
            if written.text.casefold() in said:
                continue
            said.add(written.text.casefold())
            checked = check(Drafted(text=written.text, claimed=written.tokens), evidence, self.judge)
            sentence = self._sentence(checked)
            if not checked.shown:
                self.withheld.append(sentence)
                continue
            if fault := self._fault(checked):
                self.withheld.append(replace(sentence, reason=fault))
                continue
            self.shown.append(sentence)
            self.seconds_s.setdefault("first sentence", round(time.perf_counter() - start, 4))
            self.tell(sentence)
        self.said_nothing = reader.said_nothing

    def _fault(self, checked: Checked) -> str:
        """What keeps a proved sentence from being shown, in words; empty when nothing does."""
        if self.to_the_point.isdisjoint(checked.evidence):
            return _BESIDE
        if checked.text.rstrip().endswith(":"):
            return _UNTOLD
        proofs = (item.candidate.text for item in self.block.numbered if item.token in checked.evidence)
        return _TORN if any(torn_off(checked.text, proof) for proof in proofs) else ""

    def _sentence(self, checked: Checked) -> Sentence:
        """A judged sentence with the citations of what proves it (or contradicts it, when it is withheld)."""
        proofs = [item.candidate for token in checked.evidence for item in self.block.numbered if item.token == token]
        sentence = cite_written(
            checked.text,
            proofs,
            support=checked.support,
            marker=1 + sum(len(one.citations) for one in self.shown),
            position=sum(_length(one) for one in self.shown),
            group=source_name(proofs[0]) if proofs and self.style.register is Register.TABLE else "",
        )
        return replace(sentence, reason=checked.reason, score=checked.score)


def _length(sentence: Sentence) -> int:
    """How much of an answer's text a sentence takes: itself, a space, its markers and the space after them."""
    return len(sentence.text) + 2 + sum(len(f"[{citation.marker}]") for citation in sentence.citations)


def _evidence(item: Numbered) -> Evidence:
    candidate = item.candidate
    return Evidence(id=item.token, text=candidate.text, document=candidate.document.id, order=candidate.sentence)
