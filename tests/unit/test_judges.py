"""The stronger judges: a model for natural language inference, and the configured language model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering.verify.asked import AskingJudge
from assistant.answering.verify.entailment import EntailmentJudge
from assistant.answering.verify.opening import open_judge
from assistant.answering.verify.weights import load_weights
from assistant.domain import Support
from assistant.errors import ModelFailed, ModelMissing, SettingsError
from assistant.models.embedder import Embedder
from assistant.models.entailment import Entailment
from assistant.models.transformer import label_order
from assistant.prompts import Message, load_prompt
from assistant.settings import Settings
from tests.unit.verify_fakes import LetterReader, letter_aligner

EVIDENCE = ["Rain is expected in the valley.", "The agency had 3,600 officers in 2021.", "Ports may check seals."]


class Fixed:
    def __init__(self, entails: float, contradicts: float) -> None:
        self.found = (entails, contradicts)

    def probabilities(self, premise: str, claim: str) -> tuple[float, float]:
        return self.found


def entailment(entails: float, contradicts: float) -> EntailmentJudge:
    return EntailmentJudge(Fixed(entails, contradicts), letter_aligner(), load_weights())


def asking(reply: str) -> AskingJudge:
    def complete(messages: Sequence[Message]) -> str:
        assert "S1 " in messages[-1].content
        return reply

    return AskingJudge(complete, load_prompt("judge"), letter_aligner(), load_weights())


def test_the_score_is_the_models_and_the_exact_comparisons_still_hold() -> None:
    claim = "In 2021 the agency employed 3,600 officers."
    assert entailment(0.9, 0.05).judge(claim, EVIDENCE).support is Support.SUPPORTED
    assert entailment(0.1, 0.8).judge(claim, EVIDENCE).support is Support.CONTRADICTED
    assert entailment(0.01, 0.2).judge(claim, EVIDENCE).support is Support.UNSUPPORTED
    wrong = entailment(0.99, 0.0).judge("In 2021 the agency employed 4,200 officers.", EVIDENCE)
    assert (wrong.support, wrong.reason) == (Support.CONTRADICTED, "the source says 3,600, not 4,200")


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, (1, 0)),
        ({0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"}, (0, 2)),
        ({0: "LABEL_0", 1: "LABEL_1"}, (1, None)),
        ({0: "not_entailment", 1: "entailment"}, (1, None)),
    ],
)
def test_the_order_of_the_labels_is_the_models_own(labels: dict[int, str], order: tuple[int, int | None]) -> None:
    assert label_order("m", labels) == order


def test_a_model_that_does_not_name_its_outputs_is_refused() -> None:
    with pytest.raises(ModelMissing, match="does not say which of its outputs means entailment"):
        label_order("m", {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"})


def test_a_model_for_inference_is_loaded_from_a_folder_with_its_own_labels(tmp_path: Path) -> None:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ports", "check", "seals", "may"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        id2label={0: "neutral", 1: "contradiction", 2: "entailment"},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.0, 1.0, 3.0]))
    model.save_pretrained(tmp_path)
    entails, contradicts = Entailment(str(tmp_path)).probabilities("ports may check seals", "ports check seals")
    assert entails == pytest.approx(0.8438, abs=1e-3)
    assert contradicts == pytest.approx(0.1142, abs=1e-3)


def test_the_language_model_judges_and_names_its_evidence() -> None:
    reply = 'Sure: {"evidence": ["S1"], "verdict": "partly", "reason": "half of it"}'
    verdict = asking(reply).judge("Ports check seals and sails.", EVIDENCE)
    assert (verdict.support, verdict.reason) == (Support.PARTLY, "half of it")
    assert len(verdict.evidence) == 1


def test_the_language_models_word_does_not_outweigh_a_number() -> None:
    reply = '{"evidence": ["S2", "S99"], "verdict": "supported", "reason": ""}'
    verdict = asking(reply).judge("In 2021 the agency employed 4,200 officers.", EVIDENCE)
    assert verdict.support is Support.CONTRADICTED


@pytest.mark.parametrize("reply", ["", "yes", '{"verdict": "quoted", "evidence": []}', '{"verdict": "fine"}'])
def test_a_reply_that_is_no_verdict_fails(reply: str) -> None:
    with pytest.raises(ModelFailed):
        asking(reply).judge("Ports check seals.", EVIDENCE)


def test_the_setting_names_the_judge_and_a_missing_model_is_said() -> None:
    embedder = Embedder(Settings().embedder)
    named = open_judge(Settings(judge="cross-encoder/nli-deberta-v3-base"), embedder, None, LetterReader(), None)(
        frozenset()
    )
    assert isinstance(named, EntailmentJudge)
    with pytest.raises(SettingsError, match="no model is set"):
        open_judge(Settings(judge="model"), embedder, None, LetterReader(), None)
