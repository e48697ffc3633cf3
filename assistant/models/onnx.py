"""The one place that knows onnxruntime and tokenizers: a transformer that is a folder of ``model.onnx``.

Texts are read one at a time. An int8 model scales its activations over the whole batch, so a text's vector would depend
on its neighbours in the batch; alone, it is the same whenever it is computed (docs/decisions/0005). Each text is read
by one core, and several side by side: two cores that share a short text spend time waiting for each other.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

FILE = "model.onnx"

Given = TypeVar("Given")
Made = TypeVar("Made")


class OnnxModel:
    """A BERT-like model and its tokenizer."""

    def __init__(self, folder: Path, *, window_tokens: int) -> None:
        self.window_tokens = window_tokens
        import onnxruntime  # noqa: TID251
        from tokenizers import Tokenizer  # noqa: TID251

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / FILE), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._reading: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._reading.no_padding()
        # A pair that is too long loses the end of its longer half, which is the passage.
        self._reading.enable_truncation(window_tokens)
        self._counting: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._counting.no_padding()
        self._counting.no_truncation()
        # As many as the cores that the process may use, which can be fewer than the machine has.
        self._readers = ThreadPoolExecutor(_cores(), thread_name_prefix="model")
        self._most_waiting = 4 * _cores()

    def side_by_side(self, work: Callable[[Given], Made], items: Sequence[Given]) -> Iterator[Made]:
        """What ``work``, which runs the model, makes of each item, on all cores; in the order of the items.

        Only a few items wait at a time, so that whoever else asks meanwhile has their turn before the last of them.
        """
        if len(items) < 2:
            yield from map(work, items)
            return
        going = deque[Future[Made]]()
        for item in items:
            going.append(self._readers.submit(work, item))
            if len(going) > self._most_waiting:
                yield going.popleft().result()
        while going:
            yield going.popleft().result()

    def run(self, text: str, pair: str | None = None) -> npt.NDArray[np.float32]:
        """The model's first output for a text or a pair of texts, without the batch dimension."""
        encoding = self._reading.encode(text, pair)
        return self.run_tokens(encoding.ids, encoding.type_ids)

    def run_tokens(self, tokens: Sequence[int], types: Sequence[int] = ()) -> npt.NDArray[np.float32]:
        """The model's first output for tokens by their numbers; ``types`` tells the halves of a pair apart."""
        ids = np.array([tokens], np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.array([types], np.int64) if types else np.zeros_like(ids),
        }
        outputs = self._session.run(None, {name: given[name] for name in self._inputs})
        first: npt.NDArray[np.float32] = outputs[0][0]
        return first

    def token_ids(self, text: str) -> list[int]:
        """The numbers of a text's tokens, special ones left out, however long it is."""
        found: list[int] = self._counting.encode(text, add_special_tokens=False).ids
        return found

    def token_id(self, token: str) -> int:
        """The number of a token."""
        return int(self._counting.token_to_id(token))

    def token_counts(self, texts: list[str]) -> list[int]:
        """How many tokens each text has, special tokens left out."""
        return [len(entry.ids) for entry in self._counting.encode_batch(texts, add_special_tokens=False)]


def _cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
