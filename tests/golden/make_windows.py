"""Makes windows.json: which windows of a text the exported PyTorch project (data.py) takes, for the tests to hold the course's to.

Run by hand: python3 tests/golden/make_windows.py
"""

import json
import pathlib
import sys

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent.parent / "src/core/checkpoint/pytorch"))
from data import evaluation_starts, hash32, stream_key, uniform, window_starts  # noqa: E402

TRAINING = [(1000, 4, 16, 1, 0), (1000, 4, 16, 1, 1), (1_067_821, 8, 128, 7, 123_456), (20_000_000, 3, 512, 4_294_967_295, 99_999), (18, 2, 17, 0, 5)]
EVALUATION = [(1000, 4, 16), (118_647, 8, 128), (17, 1, 16), (9000, 5, 32)]

golden = {
    "hashes": [[x, hash32(x)] for x in (0, 1, 0x62617463, 0x80000000, 0xFFFFFFFF)],
    "uniforms": [[seed, step, stream, index, uniform(stream_key(seed, step, stream), index)] for seed, step, stream, index in ((1, 0, 5, 0), (4_294_967_295, 100_000, 9, 77))],
    "training": [{"tokens": n, "batch": b, "time": t, "seed": s, "cursor": c, "starts": window_starts(n, b, t, s, c)} for n, b, t, s, c in TRAINING],
    "evaluation": [{"tokens": n, "batch": b, "time": t, "starts": evaluation_starts(n, b, t)} for n, b, t in EVALUATION],
}
(here / "windows.json").write_text(json.dumps(golden) + "\n")
