"""Runs the Python of a lesson: python3 check_lesson.py LESSON.md FOLDER [OUT.json]

FOLDER is where the lesson says that its reader is: what the lesson names must lie in it, such as a model exported as
    npm run -s gpt -- export --model public/checkpoints/first --out FOLDER/my-model
Every ```python block is run in the order of the lesson, all in one namespace. Fails unless each prints what stands in the ```text
block after it, and nothing where none does; a "…" there stands for anything within its line. OUT.json is written with each block and
what it printed, for tests/golden/lesson.test.ts (in lessons/), which compares it with the lesson and the numbers with the course's core.
Needs torch, transformers and accelerate.
"""

import contextlib
import io
import json
import os
import pathlib
import re
import sys

os.environ["OMP_NUM_THREADS"] = "1"
lesson = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
out = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
os.chdir(sys.argv[2])

BLOCKS = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\s*^```text\n(?P<said>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def fits(expected, printed):
    pattern = ".*".join(map(re.escape, expected.split("…")))
    return re.fullmatch(pattern, printed) is not None


names, ran, wrong = {"__name__": "__main__"}, [], []
for number, block in enumerate(BLOCKS.finditer(lesson), 1):
    with contextlib.redirect_stdout(io.StringIO()) as stream:
        exec(compile(block["code"], f"block {number}", "exec"), names)
    # A progress bar clears its own line before it lets one be printed.
    printed = [line.split("\r")[-1].rstrip() for line in stream.getvalue().splitlines()]
    printed = [line for line in printed if line]
    expected = (block["said"] or "").splitlines()
    ran.append({"code": block["code"], "printed": printed})
    print(f"--- block {number}", *printed, sep="\n", flush=True)
    if len(expected) != len(printed) or not all(map(fits, expected, printed)):
        wrong.append(f"block {number} prints\n{printed}\nbut the lesson says\n{expected}")

assert ran, "there is no Python in this lesson"
if out:
    out.write_text(json.dumps(ran, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
assert not wrong, "\n".join(wrong)
print(f"{len(ran)} blocks print what the lesson says")
