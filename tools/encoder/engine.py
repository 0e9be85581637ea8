"""Run a trained encoder without torch, in ONNX Runtime; measure size, speed and how near its vectors stay.

usage: engine.py EXAMPLES.pickle E5-SMALL-Q4.bin SAVED.pt FOLDER [--texts 60]

FOLDER gets the layers with weights of 32 bits; of 8 bits (one scale a column, activations too); the same with the
narrowing layer in 32, and in blocks of 8 bits; and all of 8 and 4 bits in blocks. Word vectors are looked up outside.
`combine.py --engine` has a linker read with one of them. Needs onnx, onnx_ir and onnxruntime.
"""

from __future__ import annotations

import argparse
import logging
import pickle
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from encoder import Encoder
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from tokens import EncoderFile, Tokenizer
from torch import Tensor, nn

_BLOCKS = {8: 128, 4: 32}  # weights of a block, by their bits


class Engine(Encoder):
    """An encoder whose layers are run by ONNX Runtime, on one thread."""

    def __init__(self, file: EncoderFile, layers: int, frozen: int, path: Path) -> None:
        super().__init__(file, layers, frozen)
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(str(path), options)

    def _run(self, pieces: Tensor) -> Tensor:
        words = self.words.weight[pieces] + self.positions[: len(pieces)]
        return torch.from_numpy(self._session.run(None, {"words": words[None].detach().numpy()})[0][0])


class Graph:
    """The layers of an encoder as a graph of ONNX: 1 × pieces × hidden to the same."""

    def __init__(self, encoder: Encoder) -> None:
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        last = self._norm("words", encoder.norm, "first")
        for number, layer in enumerate(encoder.layers):
            last = self._layer(last, layer, f"layer{number}")
        self._node("Identity", [last], "states")
        shape = [1, "pieces", encoder.norm.normalized_shape[0]]
        ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("words", "states")]
        graph = helper.make_graph(self._nodes, "encoder", ends[:1], ends[1:], self._weights)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        self.model = helper.make_model(graph, opset_imports=opsets, ir_version=10)

    @property
    def narrowing(self) -> list[str]:
        """The names of the products that narrow the feed-forward layers: their activations have outliers."""
        return [node.name for node in self._nodes if node.name.endswith(".narrow.product")]

    def _layer(self, states: str, layer: Any, name: str) -> str:
        joint = self._linear(states, layer.qkv, f"{name}.qkv")
        three = [f"{name}.{letter}" for letter in "qkv"]
        self._nodes.append(helper.make_node("Split", [joint], three, f"{name}.split", axis=-1, num_outputs=3))
        seen = self._node("MultiHeadAttention", three, f"{name}.seen", domain="com.microsoft", num_heads=layer.heads)
        seen = self._node("Add", [states, self._linear(seen, layer.joined, f"{name}.joined")], f"{name}.sum")
        states = self._norm(seen, layer.norm, f"{name}.norm")
        wide = self._node("Gelu", [self._linear(states, layer.widen, f"{name}.widen")], f"{name}.wide")
        narrow = self._linear(wide, layer.narrow, f"{name}.narrow")
        return self._norm(self._node("Add", [states, narrow], f"{name}.last_sum"), layer.last_norm, f"{name}.last_norm")

    def _linear(self, states: str, layer: nn.Linear, name: str) -> str:
        product = self._node("MatMul", [states, self._weight(layer.weight.T, f"{name}.weight")], f"{name}.product")
        return self._node("Add", [product, self._weight(layer.bias, f"{name}.bias")], name)

    def _norm(self, states: str, norm: nn.LayerNorm, name: str) -> str:
        weights = [self._weight(norm.weight, f"{name}.weight"), self._weight(norm.bias, f"{name}.bias")]
        return self._node("LayerNormalization", [states, *weights], name, epsilon=norm.eps)

    def _weight(self, values: Tensor, name: str) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values.detach().numpy()), name))
        return name

    def _node(self, operation: str, given: list[str], name: str, **more: Any) -> str:
        self._nodes.append(helper.make_node(operation, given, [name], name, **more))
        return name


def main() -> None:
    """Write the layers in several precisions, and measure each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("examples", "encoder", "saved", "folder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--texts", type=int, default=60)
    options = parser.parse_args()
    torch.set_num_threads(1)
    logging.disable(logging.INFO)  # the quantizer tells of every node
    options.folder.mkdir(exist_ok=True)
    file, saved = EncoderFile(options.encoder), torch.load(options.saved, weights_only=False)
    shape = saved["options"]["layers"], saved["options"]["frozen"]
    encoder = Encoder(file, *shape).eval()
    own = {
        name.removeprefix("encoder."): value for name, value in saved["state"].items() if name.startswith("encoder.")
    }
    encoder.load_state_dict(own, strict=False)  # the word vectors are the file's own
    _write(Graph(encoder), options.folder)
    tokenizer = Tokenizer(file)
    texts = [text for _, text, *_ in pickle.loads(options.examples.read_bytes())["texts"]]
    pieces = [tokenizer.encode(text)[0] for text in texts[:: max(1, len(texts) // options.texts)]]
    wanted = _measure("torch", encoder, pieces)
    for path in sorted(options.folder.glob("*.onnx")):
        engine = Engine(file, *shape, path)
        engine.load_state_dict(own, strict=False)
        found = _measure(f"{path.stem}, {path.stat().st_size / 1e6:.1f} MB", engine, pieces)
        print(f"  cosine to torch's vectors {nn.functional.cosine_similarity(found, wanted).mean():.4f}")


def _write(graph: Graph, folder: Path) -> None:
    plain = folder / "fp32.onnx"
    onnx.save(graph.model, plain)
    for name, left in (("int8", []), ("int8-narrow32", graph.narrowing)):
        quantize_dynamic(
            plain, folder / f"{name}.onnx", per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=left,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
    for bits in _BLOCKS:
        _write_blocks(plain, bits, folder / f"blocks-{bits}bit.onnx")
    _write_blocks(folder / "int8-narrow32.onnx", 8, folder / "int8-narrow-blocks.onnx")


def _write_blocks(path: Path, bits: int, out: Path) -> None:
    """Write every product that is still in 32 bits with weights in blocks."""
    how = DefaultWeightOnlyQuantConfig(block_size=_BLOCKS[bits], is_symmetric=True, accuracy_level=4, bits=bits)
    quantizer = MatMulNBitsQuantizer(onnx.load(path), algo_config=how)
    quantizer.process()
    onnx.save(quantizer.model.model, out)


@torch.no_grad()
def _measure(name: str, encoder: Encoder, pieces: list[np.ndarray]) -> Tensor:
    encoder(pieces[:2])
    started = time.process_time()
    found = encoder(pieces)
    print(f"{name}: {len(pieces) / (time.process_time() - started):.1f} texts a second", flush=True)
    return torch.cat(found)


if __name__ == "__main__":
    main()
