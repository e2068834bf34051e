"""Counts models by running them: parameters, forward FLOPs, elements written by layers, and modules without modules in them.

    python truth.py CASES SOURCES > truth.jsonl

CASES is cases.tsv; SOURCES is a folder with the public repositories, as SOURCES/owner/name. FLOPs are those of
torch.utils.flop_counter on the meta device, in training mode, divided by the batch; nothing is computed.
"""

import ast
import contextlib
import copy
import importlib
import io
import json
import math
import os
import sys
import types
import warnings
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn.attention import SDPBackend, sdpa_kernel  # noqa: E402
from torch.utils.flop_counter import FlopCounterMode  # noqa: E402



def import_torchvision():
    """A torchvision built for another device lacks its operators, which no shape depends on."""
    register = torch.library.register_fake

    def lenient(name, *rest, **named):
        made = register(name, *rest, **named)

        def decorate(function):
            with contextlib.suppress(RuntimeError):
                made(function)
            return function

        return decorate

    torch.library.register_fake = lenient
    with contextlib.suppress(Exception):
        import torchvision  # noqa: F401
    torch.library.register_fake = register


import_torchvision()
BATCH = 2
warnings.filterwarnings("ignore")
torch.backends.mkldnn.enabled = False

WRITERS = (nn.Linear, nn.modules.conv._ConvNd, nn.RNNBase, nn.RNNCellBase)


def cases_in(file):
    for line in file.read_text().splitlines():
        if line and not line.startswith("#"):
            repo, path, build, inputs = line.split("\t")
            yield {"name": f"{repo} {path} {build}", "repo": repo, "path": path, "build": build, "inputs": inputs.split("; ")}


def source_of(case, cases_folder, sources):
    root = cases_folder / "models" if case["repo"] == "-" else Path(sources) / case["repo"]
    return root / case["path"], root


def define(path, names):
    """Runs what defines something: scripts would start their training otherwise."""
    for statement in ast.parse(path.read_text()).body:
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.Assign, ast.AnnAssign)):
            with contextlib.suppress(Exception, SystemExit):
                exec(compile(ast.Module([statement], []), str(path), "exec"), names)


def load(path, root):
    if not path.suffix:
        yield types.SimpleNamespace(**{path.name: importlib.import_module(path.name)})
        return
    module = types.ModuleType(f"{path.parent.name}.counted")
    module.__file__ = str(path)
    module.__package__ = path.parent.name
    before, modules = list(sys.path), set(sys.modules)
    sys.modules[module.__name__] = module
    sys.argv = [str(path)]
    folder = os.getcwd()
    sys.path[:0] = [str(path.parent), str(path.parent.parent), str(root)]
    os.chdir(path.parent)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            define(path, module.__dict__)
        yield module
    finally:
        sys.path[:] = before
        os.chdir(folder)
        for name in set(sys.modules) - modules:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if str(root) in file:
                del sys.modules[name]


def tensor_of(given, device):
    shape = [BATCH if length == "B" else int(length) for length in given.split(" ")[0].split("x")]
    return torch.zeros(shape, dtype=torch.long if given.endswith(" int") else torch.float, device=device)


def count_keras(model, case):
    # Keras calls a model once more to make its weights.
    model(*[tensor_of(given, "cpu") for given in case["inputs"]], training=True)
    # Fused attention of the CPU has no counter.
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        model(*[tensor_of(given, "cpu") for given in case["inputs"]], training=True)
    weights = [one for one in model.weights if not any(part in one.path for part in ("moving_", "seed_generator", "normalization/count"))]
    return {
        "parameters": sum(math.prod(one.shape) for one in weights),
        "flops": counter.get_total_flops() / BATCH,
    }


def count(case, cases_folder, sources):
    path, root = source_of(case, cases_folder, sources)
    for module in load(path, root):
        with contextlib.redirect_stdout(io.StringIO()):
            model = eval(case["build"], {"types": types, **module.__dict__})
        if hasattr(model, "count_params"):
            return count_keras(model, case)
        parameters = sum(weight.numel() for weight in model.parameters())
        modules = sum(1 for one in model.modules() if next(one.children(), None) is None)
        result = {"parameters": parameters, "modules": modules}
        written = [0]

        def note(_, __, output):
            output = output[0] if isinstance(output, tuple) else output
            written[0] += output.numel()

        original = model
        for one in model.modules():
            if isinstance(one, WRITERS):
                one.register_forward_hook(note)
        if hasattr(model, "set_attn_implementation"):
            model.set_attn_implementation("eager")
        # Nothing is computed on the meta device; some models ask for values, and are run instead.
        for device in ("meta", "cpu"):
            written[0] = 0
            model = copy.deepcopy(model).train() if device == "cpu" else copy.deepcopy(model).to(device).train()
            try:
                with torch.device(device), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter, contextlib.redirect_stdout(io.StringIO()):
                    model(*[tensor_of(given, device) for given in case["inputs"]])
                result.pop("problem", None)
                result["flops"] = counter.get_total_flops() / BATCH
                result["elements"] = written[0] / BATCH
                break
            except Exception as error:  # the model's own
                result["problem"] = f"{type(error).__name__}: {error}"[:300]
            model = original
        return result


def main():
    cases_file, sources = Path(sys.argv[1]).resolve(), sys.argv[2]
    only = sys.argv[3:]
    for case in cases_in(cases_file):
        if only and not any(part in case["name"] for part in only):
            continue
        try:
            answer = count(case, cases_file.parent, sources)
        except BaseException as error:
            answer = {"problem": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps({"name": case["name"], **answer}), flush=True)


main()
