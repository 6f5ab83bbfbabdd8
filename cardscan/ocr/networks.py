"""Runs PP-OCRv6 text detection and recognition: the first as it comes with the program, the second by two runtimes.

Detection is that of RapidOCR's wheel with weights and sums of 8 bits, which take a fraction of its time and memory
(``tests/benchmarks/fit_detection.py`` makes and measures it). ONNX Runtime always runs it: each runtime rounds in its
own way, and both are to give the same answers. Recognition is the wheel's own.

The wheel's own Python code is not loaded: it brings a downloader and takes longer to import than the networks to load.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Literal

import numpy as np
import numpy.typing as npt

from cardscan.errors import EngineMissing

Tensor = npt.NDArray[np.float32]
Network = Callable[[Tensor], Tensor]
"""From a batch of pictures (N × 3 × height × width) to the network's one answer."""

Runtime = Literal["onnxruntime", "openvino"]
_NAMES: dict[Runtime, str] = {"onnxruntime": "ONNX Runtime", "openvino": "OpenVINO"}

DETECTION = Path(__file__).parent / "data" / "text_detection.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"

_REINSTALL = "Install it again with: pip install --force-reinstall 'rapidocr>=3.10,<4'"


def rapidocr_version() -> str:
    """The installed version of RapidOCR.

    Raises:
        EngineMissing: It is not installed.
    """
    try:
        return importlib.metadata.version("rapidocr")
    except importlib.metadata.PackageNotFoundError as error:
        raise EngineMissing("RapidOCR is not installed. Install it with: pip install rapidocr onnxruntime") from error


def check_runtime(runtime: Runtime) -> None:
    """Make sure that a runtime is installed, without loading it.

    Raises:
        EngineMissing: It is not; the message tells how to install it.
    """
    if find_spec(runtime) is None:
        how = "'cardscan-meishi[openvino]'" if runtime == "openvino" else "onnxruntime"
        raise EngineMissing(f"{_NAMES[runtime]} is not installed. Install it with: pip install {how}")


def models_folder() -> Path:
    """Where RapidOCR's wheel keeps its networks.

    Raises:
        EngineMissing: It is not installed.
    """
    package = find_spec("rapidocr")
    if package is None or package.origin is None:
        raise EngineMissing("RapidOCR is not installed. Install it with: pip install rapidocr onnxruntime")
    return Path(package.origin).parent / "models"


def model_file(folder: Path, name: str) -> Path:
    """The file of one network.

    Raises:
        EngineMissing: It is not in ``folder``.
    """
    file = folder / name
    if not file.is_file():
        raise EngineMissing(f"RapidOCR {rapidocr_version()} came without its model {name}. {_REINSTALL}")
    return file


class OnnxNetwork:
    """A network run by ONNX Runtime."""

    def __init__(self, model: Path, threads: int) -> None:
        """Load the network in a file, to run on ``threads`` threads."""
        onnxruntime = _onnxruntime()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # fatal errors, which are raised as well
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Holding on to the memory of a run saves detection 15 % of its time and costs each process 250 MB.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def __call__(self, pictures: Tensor) -> Tensor:
        """Run it."""
        return np.asarray(self._session.run(None, {self._input: pictures})[0], dtype=np.float32)

    @property
    def metadata(self) -> str:
        """The characters that a recognition network answers, one a line."""
        return str(self._session.get_modelmeta().custom_metadata_map["character"])


def _onnxruntime() -> ModuleType:
    """ONNX Runtime without its telemetry, which sends events to Microsoft and gives the machine an id unless it is told
    not to before it is loaded (``Privacy.md`` in its wheel, "Disabling Telemetry").
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    return importlib.import_module("onnxruntime")


def _openvino() -> ModuleType:
    """OpenVINO without its telemetry, which tells Google Analytics of every import and asks nobody.

    ``None`` among the loaded modules makes an import of that name fail (Python's language reference, 5.3.1, "The module
    cache"); OpenVINO then takes its own stub, as where the package ``openvino-telemetry`` is not installed.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # as the reference has it
    return importlib.import_module("openvino")


class OpenVinoNetwork:
    """A network run by OpenVINO with the same precision as by ONNX Runtime, and so with the same answers."""

    def __init__(self, model: Path, threads: int) -> None:
        """Load the network in a file, to run on ``threads`` threads."""
        core = _openvino().Core()
        self._model = core.read_model(model)
        # By itself it computes in bfloat16 where the processor can: twice as fast, and other boxes and readings.
        settings = {
            "INFERENCE_PRECISION_HINT": "f32",
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            "CPU_RUNTIME_CACHE_CAPACITY": 0,  # what it keeps for each size of picture grows and grows
        }
        self._request = core.compile_model(self._model, "CPU", settings).create_infer_request()

    def __call__(self, pictures: Tensor) -> Tensor:
        """Run it."""
        self._request.infer([pictures])
        return np.array(self._request.get_output_tensor().data, dtype=np.float32)  # a copy: the next run writes there

    @property
    def metadata(self) -> str:
        """The characters that a recognition network answers, one a line."""
        return str(self._model.get_rt_info(["framework", "character"]).value)


def load_networks(threads: int, runtime: Runtime) -> tuple[Network, Network, list[str]]:
    """Text detection, recognition, and the characters of recognition's columns.

    The first column stands for no character, the last for a space (as PaddleOCR's ``CTCLabelDecode`` has it).

    Raises:
        EngineMissing: RapidOCR or its model is not there.
    """
    check_runtime(runtime)
    recognition = model_file(models_folder(), RECOGNITION)
    reader = (OpenVinoNetwork if runtime == "openvino" else OnnxNetwork)(recognition, threads)
    return OnnxNetwork(DETECTION, threads), reader, ["blank", *reader.metadata.splitlines(), " "]
