"""The text of this run as token ids, and the windows of it that each step learns from: the same ones as before the move.

Window starts come from counter-based random numbers, a pure function of the seed, the count of batches drawn and the row, so
nothing has to be replayed: batch number `cursor` is made anew, here as there.
"""

import hashlib
import math
import pathlib

TRAIN_FRACTION = 0.9
BATCH_STREAM = 0x62617463
EVALUATION_TOKENS = 8192
MASK = 0xFFFFFFFF


def hash32(x):
    """A 32-bit integer hash (constants of Chris Wellons' hash-prospector)."""
    x = (x ^ (x >> 16)) * 0x21F0AAAD & MASK
    x = (x ^ (x >> 15)) * 0x735A2D97 & MASK
    return x ^ (x >> 15)


def stream_key(seed, step, stream):
    return hash32((stream + hash32((step + hash32(seed & MASK)) & MASK)) & MASK)


def uniform(key, index):
    """In [0, 1), 24 bits."""
    return (hash32((hash32((index ^ key) & MASK) + key) & MASK) >> 8) / 2**24


def window_starts(n_tokens, batch, time, seed, cursor):
    """Where the windows of batch number `cursor` start."""
    key = stream_key(seed, cursor, BATCH_STREAM)
    places = n_tokens - time
    return [math.floor((uniform(key, 2 * row) + uniform(key, 2 * row + 1) / 2**24) * places) for row in range(batch)]


def evaluation_starts(n_tokens, batch, time):
    """Evenly spaced windows over about 8,192 tokens, in whole batches."""
    windows = batch * max(1, math.ceil(min(EVALUATION_TOKENS, n_tokens) / (batch * time)))
    last = n_tokens - time - 1
    return [0 if windows == 1 else window * last // (windows - 1) for window in range(windows)]


def gather(tokens, starts, time):
    """ids and targets [len(starts), time]: the target of a token is the token after it."""
    import torch

    windows = torch.stack([tokens[start : start + time + 1] for start in starts]) if starts else tokens.new_empty(0, time + 1)
    return windows[:, :-1].contiguous(), windows[:, 1:].contiguous()


def read_text(folder, corpus):
    """text.txt, if it is the text that the run learned from."""
    path = pathlib.Path(folder, "text.txt")
    if not path.exists():
        raise SystemExit(f'text.txt is missing: put the text of the run there, "{corpus["title"]}", {corpus["characters"]} characters, SHA-256 {corpus["sha256"]}')
    text = path.read_bytes().decode("utf-8")
    found = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if found != corpus["sha256"]:
        raise SystemExit(f'text.txt is another text: its SHA-256 is {found}, but the run learned from "{corpus["title"]}", {corpus["sha256"]}')
    return text


def encode_parts(folder, text):
    """The part that is learned from and the part that is not, as ids; each is encoded alone, so that no token lies across the cut."""
    import torch
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(pathlib.Path(folder, "tokenizer.json")))
    cut = math.floor(len(text) * TRAIN_FRACTION)
    return [torch.tensor(tokenizer.encode(part).ids) for part in (text[:cut], text[cut:])]
