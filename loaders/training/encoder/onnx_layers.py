"""Write the encoder's layers for ONNX Runtime, with weights in 8 bits; the same weights give the same bytes.

Activations are rounded to 8 bits too, with one scale for all of a window; but for the layers that narrow what was
widened: there single numbers are very large, and would take the others' digits. Those have scales by the block.

Of the others' weights only 7 bits are used (`reduce_range`): processors without VNNI add two products up in 16 bits,
which is too little for 8, and would silently give other sums. The vectors are as near to those in 32 bits.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from crackdown.checksums import note_checksum
from crackdown.loaders.extraction.encoder.files import LAYERS

_BLOCK = 128  # weights that share a scale
_EPSILON = 1e-12  # of the norms, as in BERT
_NARROWING = ".narrow.product"
_IR, _OPSET = 10, 20  # ONNX 1.16, of 2024


def write_layers(state: Mapping[str, Any], heads: int, folder: Path) -> Path:
    """Write `layers.onnx`: from `words`, 1 × pieces × hidden, to `states` of the same shape.

    Args:
        state: of the trained encoder: `norm`, and of each layer by its number `layers.0.qkv`, `joined`, `norm`,
            `widen`, `narrow`, `last_norm`, each with `weight` and `bias`. What else it holds is passed over.
        heads: of the attention.
        folder: where to write.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = _Graph({name: np.asarray(values) for name, values in state.items()}, heads)
    path = folder / LAYERS
    with tempfile.TemporaryDirectory() as made, _quiet():
        plain, rounded = Path(made, "plain.onnx"), Path(made, "rounded.onnx")
        onnx.save(graph.model, plain)
        quantize_dynamic(
            plain, rounded, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            nodes_to_exclude=graph.narrowing, extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
        onnx.save(_in_blocks(onnx.load(rounded)), path)
    note_checksum(path)
    return path


def write_plain_layers(state: Mapping[str, Any], heads: int, folder: Path) -> Path:
    """Write `layers.onnx` as `write_layers` does, but with weights in 32 bits: to tell what rounding costs."""
    import onnx

    path = folder / LAYERS
    onnx.save(_Graph({name: np.asarray(values) for name, values in state.items()}, heads).model, path)
    note_checksum(path)
    return path


def _in_blocks(model: Any) -> Any:
    """Round the weights of every product that is still in 32 bits to 8, in blocks."""
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

    how = DefaultWeightOnlyQuantConfig(block_size=_BLOCK, is_symmetric=True, accuracy_level=4, bits=8)
    quantizer = MatMulNBitsQuantizer(model, algo_config=how)
    quantizer.process()
    return quantizer.model.model


@contextmanager
def _quiet() -> Iterator[None]:
    """Have the quantizer not tell of every node."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


class _Graph:
    """The layers as a graph: self-attention and a feed-forward layer, each followed by its norm."""

    def __init__(self, state: Mapping[str, Any], heads: int) -> None:
        from onnx import TensorProto, helper

        self._state, self._heads = state, heads
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        last = self._norm("words", "norm", "first")
        for number in range(1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))):
            last = self._layer(last, f"layers.{number}")
        self._node("Identity", [last], "states")
        shape = [1, "pieces", len(state["norm.weight"])]
        ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("words", "states")]
        graph = helper.make_graph(self._nodes, "encoder", ends[:1], ends[1:], self._weights)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        self.model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="crackdown")

    @property
    def narrowing(self) -> list[str]:
        """The names of the products that narrow."""
        return [node.name for node in self._nodes if node.name.endswith(_NARROWING)]

    def _layer(self, states: str, name: str) -> str:
        joint = self._linear(states, f"{name}.qkv")
        three = [f"{name}.{letter}" for letter in "qkv"]
        self._add("Split", [joint], three, f"{name}.split", axis=-1, num_outputs=3)
        seen = self._node("MultiHeadAttention", three, f"{name}.seen", domain="com.microsoft", num_heads=self._heads)
        seen = self._node("Add", [states, self._linear(seen, f"{name}.joined")], f"{name}.sum")
        states = self._norm(seen, f"{name}.norm", f"{name}.norm")
        wide = self._node("Gelu", [self._linear(states, f"{name}.widen")], f"{name}.wide")
        narrow = self._node("Add", [states, self._linear(wide, f"{name}.narrow")], f"{name}.last_sum")
        return self._norm(narrow, f"{name}.last_norm", f"{name}.last_norm")

    def _linear(self, states: str, name: str) -> str:
        weight, bias = self._weight(f"{name}.weight", is_turned=True), self._weight(f"{name}.bias")
        return self._node("Add", [self._node("MatMul", [states, weight], f"{name}.product"), bias], name)

    def _norm(self, states: str, own: str, name: str) -> str:
        weights = [self._weight(f"{own}.{part}") for part in ("weight", "bias")]
        return self._node("LayerNormalization", [states, *weights], name, epsilon=_EPSILON)

    def _weight(self, name: str, *, is_turned: bool = False) -> str:
        from onnx import numpy_helper

        values = np.asarray(self._state[name], np.float32)
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values.T if is_turned else values), name))
        return name

    def _node(self, operation: str, given: list[str], name: str, **more: Any) -> str:
        self._add(operation, given, [name], name, **more)
        return name

    def _add(self, operation: str, given: list[str], made: list[str], name: str, **more: Any) -> None:
        from onnx import helper

        self._nodes.append(helper.make_node(operation, given, made, name, **more))
