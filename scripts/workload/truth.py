"""Counts models by running them: parameters, forward FLOPs, elements written by layers, and modules without modules in them.

    python truth.py CASES SOURCES > truth.json

CASES is cases.json; SOURCES is a folder with the public repositories, as SOURCES/owner/name. FLOPs are those of
torch.utils.flop_counter on the meta device, in training mode, divided by the batch; nothing is computed.
"""

import ast
import contextlib
import copy
import io
import json
import os
import sys
import types
import warnings
from pathlib import Path

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

BATCH = 2
warnings.filterwarnings("ignore")
torch.backends.mkldnn.enabled = False

WRITERS = (nn.Linear, nn.modules.conv._ConvNd, nn.RNNBase, nn.RNNCellBase)


def source_of(case, cases_folder, sources):
    if case.get("repo"):
        return Path(sources) / case["repo"] / case["path"], Path(sources) / case["repo"]
    return cases_folder / "models" / case["path"], cases_folder / "models"


def define(path, names):
    """Runs what defines something: scripts would start their training otherwise."""
    for statement in ast.parse(path.read_text()).body:
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.Assign, ast.AnnAssign)):
            with contextlib.suppress(Exception):
                exec(compile(ast.Module([statement], []), str(path), "exec"), names)


def load(path, root):
    module = types.ModuleType("counted")
    module.__file__ = str(path)
    sys.modules["counted"] = module
    before, modules = list(sys.path), set(sys.modules)
    folder = os.getcwd()
    sys.path[:0] = [str(path.parent), str(root)]
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
    shape = [BATCH if length == "B" else length for length in given["shape"]]
    if given.get("type", "float") == "int":
        return torch.zeros(shape, dtype=torch.long, device=device)
    return torch.zeros(shape, device=device)


def count(case, cases_folder, sources):
    path, root = source_of(case, cases_folder, sources)
    for module in load(path, root):
        with contextlib.redirect_stdout(io.StringIO()):
            model = eval(case["build"], module.__dict__)
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
        # Nothing is computed on the meta device; some models ask for values, and are run instead.
        for device in ("meta", "cpu"):
            written[0] = 0
            model = copy.deepcopy(model).train() if device == "cpu" else copy.deepcopy(model).to(device).train()
            try:
                with torch.device(device), FlopCounterMode(display=False) as counter, contextlib.redirect_stdout(io.StringIO()):
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
    cases = json.loads(cases_file.read_text())
    only = sys.argv[3:]
    answers = {}
    for case in cases:
        if only and not any(part in case["name"] for part in only):
            continue
        try:
            answers[case["name"]] = count(case, cases_file.parent, sources)
        except BaseException as error:
            answers[case["name"]] = {"problem": f"{type(error).__name__}: {error}"[:300]}
    print(json.dumps(answers, indent=1))


main()
