"""Makes ``cardscan/ocr/data/text_detection.onnx``: text detection of RapidOCR's wheel, counted in whole numbers.

    pip install 'onnx>=1.23,<2'
    python -m samples.make_samples --out DIR --seed 424242 --photos 84
    python -m tests.benchmarks.fit_detection --photos DIR [--check OTHER]

PP-OCRv6's small detection takes half of its time, and a third of the space, with weights and sums of 8 bits. The
ranges of its sums are the widest that occur on the photos, and on the flat cards, of ``--photos``. Weights use 7 of the
8 bits: with all of them processors without VNNI overflow, and answer something else.

``--check`` tells, on photos that no range was taken from, how much of what either network takes for text both do
(intersection over union), and what share of the time is left.

Measured on 30 pictures of photos drawn by other code: IoU 0.961 on average and 0.778 at least, 0.27 of the time (on a
processor with VNNI). With ``Conv.2`` in 8 bits as well: 0.959, 0.642, 0.23. Reading was no worse on any of three sets
of drawn cards: whole cards right 52 and 52 of 62, 87 and 88 of 104, 131 and 133 of 154.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, version_converter
from onnxruntime import quantization
from onnxruntime.quantization.shape_inference import quant_pre_process

from cardscan.card.find import find_cards
from cardscan.card.rectify import rectify
from cardscan.card.seen import Seen
from cardscan.ocr.crops import shrunk
from cardscan.ocr.networks import DETECTION, OnnxNetwork, Tensor, model_file, models_folder
from cardscan.ocr.rapid_models import TextFinder
from cardscan.photo.load import load_photo
from cardscan.pipeline import GLANCE_PX

IN_FLOATS = "PP-OCRv6_det_small.onnx"
"""Of RapidOCR's wheel, under the Apache License 2.0."""

PICTURES = 48
"""With 12 pictures ranges were narrower and more text was lost."""

CARD_PX = 960
"""Longest side at which ``cardscan.ocr.rapid_engine`` looks for text on a card."""

TEXT = 0.3
"""Heat from which ``cardscan.ocr.text_boxes`` takes a px for text."""

OPERATORS = ["Conv", "ConvTranspose", "Concat", "Relu", "MaxPool", "Resize", "Add", "GlobalAveragePool"]
"""What is counted in 8 bits; the rest is a small part of the time."""

KEPT = ["Conv.0", "Relu.0", "MaxPool.0", "Conv.1", "Relu.1", "Conv.2", "Relu.2", "Concat.0"]
KEPT += ["ConvTranspose.0", "Add.218", "Relu.19", "ConvTranspose.2", "Add.220"]
"""Layers left as they are: the first, which see the picture itself, and the last, which draw the answer."""

GELU = ["Div", "Erf", "Add", "Mul", "Mul"]
"""x / √2, its error function, 1 more, times x, halved."""

PHOTOS = (".jpg", ".jpeg", ".png", ".heic")

OPSET = 20
"""The first that has Gelu as one operator."""


def pictures(folder: Path) -> Iterator[Tensor]:
    """What the network is shown for the photos of a folder: each at a glance, and its flat cards."""
    network = OnnxNetwork(model_file(models_folder(), IN_FLOATS), threads=2)
    shown: list[Tensor] = []

    def watched(tensor: Tensor) -> Tensor:
        shown.append(tensor)
        return network(tensor)

    finder = TextFinder(watched)
    for file in sorted(path for path in folder.rglob("*") if path.suffix.lower() in PHOTOS):
        pixels = load_photo(file).pixels
        small = shrunk(pixels, GLANCE_PX)
        texts = tuple(found.with_margin for found in finder.find(small, GLANCE_PX))
        seen = Seen(find_cards(small, texts), texts).scaled(pixels.shape[1] / small.shape[1])
        for outline in seen.outlines[:1]:
            finder.find(rectify(pixels, outline).pixels, CARD_PX)
        yield from shown
        shown.clear()


def simplified(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network without what does nothing, and with each Gelu, spelt out by the exporter, as one operator."""
    model = version_converter.convert_version(model, OPSET)
    graph = model.graph
    stands_for = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity"}
    nodes = [node for node in graph.node if node.op_type != "Identity"]
    for node in nodes:
        for place, name in enumerate(node.input):
            while name in stands_for:
                name = stands_for[name]
            node.input[place] = name
    users = {name: [node for node in nodes if name in node.input] for node in nodes for name in node.output}
    folded: dict[str, onnx.NodeProto] = {}
    dropped: set[str] = set()
    for divided in (node for node in nodes if node.op_type == "Div"):
        chain = [divided]
        for _ in GELU[1:]:
            chain.append(users[chain[-1].output[0]][0])
        if [node.op_type for node in chain] != GELU:
            raise ValueError(f"{divided.name} starts no Gelu as this script knows it")
        folded[chain[-1].name] = helper.make_node(
            "Gelu", divided.input[:1], chain[-1].output, name=divided.name.replace("Div", "Gelu")
        )
        dropped.update(node.name for node in chain)
    kept = [folded.get(node.name, node) for node in nodes if node.name in folded or node.name not in dropped]
    del graph.node[:]
    graph.node.extend(kept)
    onnx.checker.check_model(model, full_check=True)
    return model


class Reader(quantization.CalibrationDataReader):  # type: ignore[misc]  # the library has no types
    """Hands out pictures to take ranges from."""

    def __init__(self, tensors: Sequence[Tensor]) -> None:
        self._tensors = iter(tensors)

    def get_next(self) -> dict[str, Tensor] | None:
        """The next picture under the name of the network's input; None at the end."""
        tensor = next(self._tensors, None)
        return None if tensor is None else {"x": tensor}


def quantised(tensors: Sequence[Tensor], out: Path) -> None:
    """Write the network in whole numbers."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(simplified(onnx.load(model_file(models_folder(), IN_FLOATS))), plain)
        quant_pre_process(plain, plain, skip_symbolic_shape=True)
        quantization.quantize_static(
            plain,
            out,
            Reader(tensors),
            op_types_to_quantize=OPERATORS,
            nodes_to_exclude=KEPT,
            per_channel=True,
            reduce_range=True,
            weight_type=quantization.QuantType.QInt8,
            activation_type=quantization.QuantType.QUInt8,
        )


def overlap(one: Tensor, other: Tensor) -> float:
    """Intersection over union of what two answers take for text; 1 where both see none."""
    text, others = one > TEXT, other > TEXT
    union = np.count_nonzero(text | others)
    return np.count_nonzero(text & others) / union if union else 1.0


def check(network: OnnxNetwork, tensors: Sequence[Tensor]) -> None:
    """Print how far two networks see the same text."""
    plain = OnnxNetwork(model_file(models_folder(), IN_FLOATS), threads=1)
    overlaps, before, after = [], 0.0, 0.0
    for tensor in tensors:
        moments = [time.process_time()]
        answers = []
        for asked in (plain, network):
            answers.append(asked(tensor))
            moments.append(time.process_time())
        before, after = before + moments[1] - moments[0], after + moments[2] - moments[1]
        overlaps.append(overlap(*answers))
    print(f"{len(overlaps)} pictures: IoU {np.mean(overlaps):.3f} on average, {min(overlaps):.3f} at least")
    print(f"{after / before:.2f} of the time")


def main() -> None:
    """Take ranges and write; or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR")
    parser.add_argument("--check", type=Path, metavar="DIR")
    parser.add_argument("--out", type=Path, default=DETECTION, metavar="FILE")
    arguments = parser.parse_args()
    quantised(list(islice(pictures(arguments.photos), PICTURES)), arguments.out)
    if arguments.check:
        check(OnnxNetwork(arguments.out, threads=1), list(islice(pictures(arguments.check), PICTURES)))


if __name__ == "__main__":
    main()
