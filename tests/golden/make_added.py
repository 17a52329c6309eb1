"""Writes added.json: random sets of added tokens on the vocabularies of tokenizers.json, and the ids that Python's `tokenizers` gives random texts.

python3 tests/golden/make_added.py [SETS] [TEXTS] [SEED] [OUT]   (24 60 1 added.json)
"""

import json
import pathlib
import random
import sys

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers

HERE = pathlib.Path(__file__).parent
GOLDEN = json.loads((HERE / "tokenizers.json").read_text())
CONTENTS = [
    "COVID", "covid", "Reef", "reef!", "the ship", "The Ship", "ship", "<pad>", "<|end|>", "[MASK]", "café", "É", "o'clock", "12",
    " sea", "sea ", "e", "ee", "eee", "Straße", "中", "中文", "_x", "x_", "ship's", "e\u0301", "\n", "A", "a b", "İ", "<unk>x", "dawn\u00a0",
]
PIECES = CONTENTS + [
    " ", " ", " ", "  ", "\n", "\t", "COVID-19", "Covid", "CAFÉ", "shipshape", "reefs", "The ship set out", "dawn", "日本", "中", "!", "'s", "x", "_",
    "<unk>", "naïve", "E", "ships", "\u200d", "9", "é", "\u00a0", "seaside", "a", "b", "ß", "<", ">",
]


def base(style):
    trained = GOLDEN[style]
    vocab = {token: i for i, token in enumerate(trained["vocabulary"])}
    merges = [tuple(pair) for pair in trained["merges"]]
    if style == "bytes":
        tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges))
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
    else:
        tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges, unk_token="<unk>", end_of_word_suffix="</w>"))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.decoder = decoders.BPEDecoder(suffix="</w>")
        tokenizer.add_special_tokens(["<unk>"])
    return tokenizer


def main(sets=24, texts=60, seed=1, out="added.json"):
    roll = random.Random(seed)
    cases = []
    for n in range(sets):
        style = ("gpt1", "bytes")[n % 2]
        tokenizer = base(style)
        flip = lambda p: roll.random() < p
        seen = set()
        for content in roll.sample(CONTENTS, roll.randint(1, 8)):
            special, normalized = flip(0.4), flip(0.5)
            form = tokenizer.normalizer.normalize_str(content) if normalized and tokenizer.normalizer else content
            if form in seen:  # of two alike the library finds either: it differs from run to run
                continue
            seen.add(form)
            token = AddedToken(content, normalized=normalized, single_word=flip(0.3), lstrip=flip(0.3), rstrip=flip(0.3), special=special)
            (tokenizer.add_special_tokens if special else tokenizer.add_tokens)([token])
        names = [token["content"] for token in json.loads(tokenizer.to_str())["added_tokens"]]
        rows = []
        for _ in range(texts):
            pieces = [roll.choice(names if flip(0.4) else PIECES) for _ in range(roll.randint(1, 9))]
            text = "".join(pieces)
            try:
                rows.append([text, tokenizer.encode(text, add_special_tokens=False).ids])
            except BaseException as error:  # the library itself gives up where white space that one token takes begins the next
                if type(error).__name__ != "PanicException":
                    raise
        cases.append({"style": style, "added": json.loads(tokenizer.to_str())["added_tokens"], "texts": rows})
    (HERE / out).write_text(json.dumps({"cases": cases}, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(sum(len(case["texts"]) for case in cases), "texts")


main(*(int(a) if i < 3 else a for i, a in enumerate(sys.argv[1:])))
