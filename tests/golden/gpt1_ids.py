"""Prints varied strings with the ids that transformers' OpenAIGPTTokenizer gives them: python3 gpt1_ids.py FOLDER

FOLDER holds GPT-1's vocab.json and merges.txt. Every assigned code point outside private use is in some string.
"""

import json
import random
import sys
import unicodedata

from transformers import OpenAIGPTTokenizer

COUNT = 12_000
rng = random.Random(7)
assigned = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cn", "Co", "Cs")]
POOLS = [
    [chr(c) for c in range(32, 127)],
    list(" \t\n\r\v\f\u0085\u00a0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000"),
    [chr(c) for c in [*range(32), *range(127, 160)]] + list("\u200b\u200d\ufeff\u00ad\u2060\ufffd\ue000"),
    [chr(rng.randrange(0x4E00, 0x9FFF)) for _ in range(200)] + list("ひらがなカタカナ한국어조선、。「」"),
    list("😀😂❤👍🏽👨👩👧🚀☃✈\u200d\ufe0f") + ["👨‍👩‍👧", "🏳️‍🌈", "🇫🇷"],
    [chr(c) for c in range(0x300, 0x370)] + list("aeiouAEIOUnyçÅéèüñİıßΣσςſﬁǅ"),
    [chr(c) for c in range(0xA0, 0x530)],
    list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—‘’“”…•«»¿¡§¶†‡") + ["...", "--", "?!", "<unk>", "</w>", "<unk"],
    list("0123456789٠١٢½²³①Ⅷ") + ["3.14", "1,000", "1e-5", "0x1F"],
    "the of and captain's didn't whale WHALE Reef over-the-top naïve café return const if(x==y){z();} e.g. U.S.A. anti-disestablishmentarianism".split(),
    assigned,
]


def mixed():
    parts = []
    for _ in range(rng.randrange(1, 40)):
        parts.append(rng.choice(rng.choice(POOLS)))
        if rng.random() < 0.4:
            parts.append(rng.choice([" ", " ", "\n", "  "]))
    return "".join(parts)


def pure():
    pool = rng.choice(POOLS)
    return "".join(rng.choice(pool) for _ in range(rng.randrange(1, 40)))


texts = [mixed() if i % 2 else pure() for i in range(COUNT)]
texts += ["", " ", "a" * 5000, "!" * 2000, "ΑΣ ΣΑΣ İstanbul"]
texts += [" x".join(assigned[i : i + 64]) for i in range(0, len(assigned), 64)]
tokenizer = OpenAIGPTTokenizer.from_pretrained(sys.argv[1])
cases = []
for text in texts:
    ids = tokenizer(text)["input_ids"]
    cases.append({"text": text, "ids": ids, "decoded": tokenizer.decode(ids, clean_up_tokenization_spaces=False)})
json.dump(cases, sys.stdout)
