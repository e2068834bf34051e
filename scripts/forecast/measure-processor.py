"""Processor seconds of real fits and trainings, the truth behind docs/accuracy/cpu-and-classic.part.md.

    OMP_NUM_THREADS=1 python scripts/forecast/measure-processor.py > scripts/forecast/processor.jsonl

Each fit runs alone on synthetic data with default parameters, on one thread, and the least of the repeats counts: other
processes only ever add. The clock is that of the process.
The trainings are the files of scripts/forecast/processor, run as they are.
"""

import json
import os
import runpy
import sys
import time
import warnings
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
warnings.filterwarnings("ignore")

import numpy as np
import lightgbm
from sklearn.cluster import KMeans
from sklearn.ensemble import ExtraTreesClassifier, GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression, Ridge, SGDClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.datasets import make_classification

SIZES = [(1_000, 10), (1_000, 100), (5_000, 30), (10_000, 10), (20_000, 50), (50_000, 20), (100_000, 30)]
LIMIT = 6  # seconds after which larger sizes of the same estimator are left out

ESTIMATORS = [
    (LogisticRegression, {}), (Ridge, {}), (SGDClassifier, {}), (LinearSVC, {}), (SVC, {}),
    (KNeighborsClassifier, {}), (GaussianNB, {}), (KMeans, {}), (DecisionTreeClassifier, {}),
    (RandomForestClassifier, {}), (RandomForestRegressor, {}), (ExtraTreesClassifier, {}),
    (GradientBoostingClassifier, {}), (HistGradientBoostingClassifier, {}), (MLPClassifier, {}),
    (lightgbm.LGBMClassifier, {"n_jobs": 1, "verbose": -1}),
]


def table(rows, columns):
    informative = max(2, columns // 2)
    return make_classification(rows, columns, n_informative=informative, n_redundant=0, random_state=0)


def least(run, clock, repeats=2):
    best = float("inf")
    for _ in range(repeats):
        began = clock()
        run()
        best = min(best, clock() - began)
        if best > 1:
            break
    return best


def fits():
    for kind, arguments in ESTIMATORS:
        threads = arguments.get("n_jobs", 1)
        clock = time.process_time if threads == 1 else time.perf_counter
        taken = 0.0
        for rows, columns in sorted(SIZES, key=lambda size: size[0] * size[1]):
            if taken * 3 > LIMIT:
                continue
            x, y = table(rows, columns)
            taken = least(lambda: kind(**arguments).fit(x, y), clock)
            name = f"{kind.__module__.split('.')[0]}.{kind.__name__}"
            yield {"kind": "fit", "model": name, "rows": rows, "columns": columns, "threads": threads, "seconds": round(taken, 5)}


def trainings():
    import torch

    torch.set_num_threads(1)
    for script in sorted(Path(__file__).with_name("processor").glob("*.py")):
        os.environ["KERAS_BACKEND"] = "torch"
        if "keras" in script.name:
            import keras  # noqa: F401
        ran = {}
        taken = least(lambda: ran.update(runpy.run_path(str(script), run_name="__main__")), time.process_time, repeats=2)
        rows = len(ran.get("data", ran.get("x_train")))
        yield {"kind": "script", "model": script.name, "rows": rows, "threads": 1, "seconds": round(taken, 4)}


if __name__ == "__main__":
    np.random.seed(0)
    for part in (trainings, fits) if len(sys.argv) < 2 else ([globals()[sys.argv[1]]]):
        for row in part():
            print(json.dumps(row), flush=True)
