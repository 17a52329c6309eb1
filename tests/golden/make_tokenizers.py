"""Writes tokenizers.json: small tokenizers that Python's `tokenizers` trained on our own words, and the ids that it gives our strings.

python3 tests/golden/make_tokenizers.py [OWN.json …]

Vocabulary, merges and ids are the Rust library's. With paths, it checks instead: each tokenizer.json named, written by the
course, must give the ids that the course gave; OWN.json holds {"tokenizer": {...}, "texts": [...], "ids": [[...]], "decoded": [...]}.
"""

import json
import pathlib
import sys

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

TEXT = """The ship set out at dawn. The captain's chart showed a reef, and the ship's crew didn't like the reef at all; they'd
sooner have sailed around it. "Around it?" the captain said. "There's no around it!" So they went over the reef, and over it
went the ship. By noon there were three ships: two halves and the one that came to help. It was 12 o'clock, it was 35 degrees, and it
was the 7th of May. Three café owners, naïve but kind, gave them soup. The soup was hot, hotter, hottest: they were happy, happier, happiest.
"""

STRINGS = [
    "",
    " ",
    "The ship's crew",
    "the captain said: \"There's no around it!\"",
    "they'd sooner sail 1234 miles, didn't they?",
    "CAPTAIN'S  chart\n\n\tand   the reef ",
    "café naïve Ünïcödé Straße ΑΣ ΟΔΟΣ İstanbul",
    "e\u0301 and é, n\u0303 and ñ",
    "日本語と中文字 한국어 русский язык العربية",
    "😀 👨‍👩‍👧 🏳️‍🌈 ✈️",
    "a\u0000b\u200bc\u00add\ufeffe\ufffdf",
    "a\u00a0b\u2003c\u2028d\u0085e\u3000f\u1680g",
    "!?...—–‘’“”…§†«»",
    "if (x_1 != y[2]) { return `${z}`; } // ok",
    "½ ² Ⅷ ٣٤ 3.14e-5 1,000,000",
    "<unk> and <unk",
    "reefreefreefreef" * 8,
]


def trained(style):
    """The vocabulary begins with the symbols in the order that the course gives them, so that equal counts are settled alike."""
    if style == "bytes":
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(vocab_size=400, min_frequency=2, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    else:
        tokenizer = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.decoder = decoders.BPEDecoder(suffix="</w>")
        letters = sorted({c for c in tokenizer.normalizer.normalize_str(TEXT) if c != " "})
        first = ["<unk>", *letters, *(c + "</w>" for c in letters)]
        trainer = trainers.BpeTrainer(vocab_size=200, min_frequency=2, show_progress=False, end_of_word_suffix="</w>", special_tokens=[AddedToken(t) for t in first])
    tokenizer.train_from_iterator([TEXT], trainer)
    if style == "gpt1":
        # As it is loaded: only <unk> is special, the letters are not.
        bare = json.loads(tokenizer.to_str())
        bare["added_tokens"] = [t for t in bare["added_tokens"] if t["content"] == "<unk>"]
        tokenizer = Tokenizer.from_str(json.dumps(bare))
    model = json.loads(tokenizer.to_str())["model"]
    ids = [tokenizer.encode(text).ids for text in STRINGS]
    return {
        "vocabulary": sorted(model["vocab"], key=model["vocab"].get),
        "merges": model["merges"],
        "ids": ids,
        "decoded": [tokenizer.decode(row, skip_special_tokens=False) for row in ids],
    }


def check(path):
    own = json.loads(pathlib.Path(path).read_text())
    tokenizer = Tokenizer.from_str(json.dumps(own["tokenizer"]))
    for text, ids, decoded in zip(own["texts"], own["ids"], own["decoded"], strict=True):
        assert tokenizer.encode(text).ids == ids, (path, text)
        assert tokenizer.decode(ids, skip_special_tokens=False) == decoded, (path, text)
    print(f"{path}: {len(own['texts'])} texts with identical ids")


if __name__ == "__main__":
    for path in sys.argv[1:]:
        check(path)
    if len(sys.argv) == 1:
        path = pathlib.Path(__file__).with_name("tokenizers.json")
        golden = {"text": TEXT, "strings": STRINGS, **{style: trained(style) for style in ("bytes", "gpt1")}}
        path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
        print(f"{path.name}: {path.stat().st_size:,} bytes, {len(golden['bytes']['vocabulary'])} and {len(golden['gpt1']['vocabulary'])} tokens")
