"""Every way in which a question can end, over the two documents of the fake façade."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from assistant.domain import Answer, AnswerStatus, Decline, DeclineReason, Sentence, Support
from assistant.domain.marking import Markings
from tests.fakes import NASTY, FakeAssistant

QUESTION = "Which consignments and seals came on the ferry?"
SUGGESTION = "Which controls should the partners put first on the ferry line?"
FALLBACK = "The model did not answer within 60 seconds, so the answer below is quoted from the documents."


def outcomes() -> dict[str, Answer]:
    """An answer for each outcome, by name."""
    answer = FakeAssistant().ask(QUESTION)
    first, second, *_ = answer.sentences
    withheld = (
        Sentence(
            text=f"All forty consignments were seized. {NASTY}",
            support=Support.UNSUPPORTED,
            citations=(),
            reason="the word “seized” is not in the source",
            score=0.12,
        ),
        Sentence(
            text="No forged papers were found.",
            support=Support.CONTRADICTED,
            citations=(),
            reason="the source says that they were found",
            score=0.05,
        ),
        Sentence(text="The ferry line is closed on Sundays.", support=Support.UNVERIFIED, citations=()),
    )
    written = replace(
        answer,
        model="gguf:small",
        prompt_fingerprint="0c1d2e3f",
        sentences=(
            replace(first, text="Cigarettes are hidden in lorries.", support=Support.SUPPORTED, score=0.91),
            replace(
                second,
                text="Forged papers will be found in forty consignments.",
                support=Support.PARTLY,
                reason="the source says “were”",
                score=0.55,
            ),
        ),
    )
    unanswered = Decline(
        reason=DeclineReason.NOT_SAID,
        question="who stamped the seals?",
        suggestion=SUGGESTION,
        evidence=first.citations,
    )
    found = {
        "answered": answer,
        "partly": replace(answer, status=AnswerStatus.PARTLY, declines=(unanswered,)),
        "written": written,
        "withheld": replace(written, withheld=withheld, not_read=12),
        "unsupported": replace(written, sentences=(), status=AnswerStatus.UNSUPPORTED, withheld=withheld, declines=()),
        "model down": replace(answer, fallback=FALLBACK),
    }
    for reason in DeclineReason:
        nothing = reason is DeclineReason.NOTHING_FOUND
        shows = first.citations if reason in (DeclineReason.CONTRADICTED, DeclineReason.NOT_HELD) else ()
        decline = Decline(reason=reason, question=answer.query, suggestion=SUGGESTION, evidence=shows)
        found[f"declined: {reason.value}"] = replace(
            answer,
            sentences=(),
            status=AnswerStatus.NO_EVIDENCE if nothing else AnswerStatus.DECLINED,
            declines=(decline,),
        )
    return found


class OutcomeAssistant(FakeAssistant):
    """Ends each question in the way that the question names: "partly" gives an answer to a part.

    "slowly" writes two sentences and then thinks for as long as nobody stops it, a minute at most.
    """

    def ask(self, question: str, *arguments: object, **options: object) -> Answer:
        """The outcome of this name, or whatever the fake façade answers."""
        if question == "slowly":
            return self._slowly(**options)  # type: ignore[arg-type]
        usual = super().ask(question, *arguments, **options)  # type: ignore[arg-type]
        shown = outcomes().get(question)
        return usual if shown is None else replace(shown, question=question, understood=None)

    def _slowly(
        self, *, on_sentence: Callable[[Sentence, Markings], None], stopped: Callable[[], bool], **_: object
    ) -> Answer:
        written = outcomes()["written"]
        for sentence in written.sentences:
            on_sentence(sentence, frozenset())
        end = time.monotonic() + 60
        while not stopped() and time.monotonic() < end:
            time.sleep(0.05)
        return replace(written, question="slowly", understood=None, fallback="You stopped the model.")
