"""Runs an exported PyTorch project: python3 check_pytorch_project.py FOLDER STEPS.jsonl

STEPS.jsonl is what the course printed as it went on with the same run:
    npm run -s gpt -- train --resume MODEL --out OTHER --stop-at STEP --json > STEPS.jsonl
    npm run -s gpt -- export --model MODEL --format pytorch-project --out FOLDER
Fails unless the project's steps have the same losses and gradient norms to 1e-3, on one process, on two with DDP, and on two
with FSDP, and unless all three save the same weights. With dropout only two equal runs are compared. Needs what requirements.txt lists.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from safetensors.torch import load_file

folder = pathlib.Path(sys.argv[1]).resolve()
lines = [json.loads(line) for line in open(sys.argv[2]) if line.startswith("{")]
expected = {line["step"]: line for line in lines if "loss" in line}
last = max(expected)
dropout = json.loads((folder / "config.json").read_text())["resid_pdrop"]
env = {**os.environ, "OMP_NUM_THREADS": "1"}
WAYS = {
    "one process": [sys.executable],
    "two processes, DDP": ["torchrun", "--nproc_per_node", "2"],
    "two processes, FSDP": ["torchrun", "--nproc_per_node", "2"],
}
if dropout > 0:
    WAYS = {"one process": [sys.executable], "one process again": [sys.executable]}


def close(a, b, tolerance=1e-3):
    return abs(a - b) <= tolerance


saved = {}
with tempfile.TemporaryDirectory() as scratch:
    for way, start in WAYS.items():
        out = pathlib.Path(scratch, way.replace(" ", "-"))
        flags = ["--fsdp"] if "FSDP" in way else []
        done = subprocess.run([*start, "train.py", "--until", str(last), "--out", str(out), *flags], cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        steps = {line["step"]: line for line in map(json.loads, done.stdout.splitlines()) if "loss" in line}
        assert steps.keys() == expected.keys(), (sorted(steps), sorted(expected))
        differences = [abs(steps[n]["loss"] - expected[n]["loss"]) for n in expected]
        norms = [abs(steps[n]["gradNorm"] / expected[n]["gradNorm"] - 1) for n in expected]
        if dropout == 0:
            assert max(differences) < 1e-3 and max(norms) < 1e-3, (way, differences, norms)
        saved[way] = load_file(out / "model.safetensors")
        print(f"{way}: {len(steps)} steps; first loss differs by {differences[0]:.1e}, the worst by {max(differences):.1e}, the worst norm by {max(norms):.1e} of itself")

first, *others = saved.values()
for other in others:
    worst = max((first[name] - other[name]).abs().max().item() for name in first)
    assert first.keys() == other.keys() and worst < 1e-4, worst
    print(f"weights saved by another way differ by {worst:.1e}")
