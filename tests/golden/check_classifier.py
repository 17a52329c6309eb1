"""Loads a classifier's folder with transformers: python3 check_classifier.py FOLDER PROBES.jsonl

PROBES.jsonl has lines as `classify --json` prints them: {"text", "second"?, "ids", "scores"}. Fails unless the class that
config.json names (OpenAIGPTForSequenceClassification or GPT2ForSequenceClassification) takes every tensor and misses none,
the tokenizer puts the same special tokens around the same ids, and the logits agree to 1e-4: of each text alone, and of all
in one padded batch. Needs torch, transformers and safetensors.
"""

import json
import sys

import torch
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

folder, path = sys.argv[1:]
probes = [json.loads(line) for line in open(path)]
model, info = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
for kind in ("missing_keys", "unexpected_keys", "mismatched_keys", "error_msgs"):
    assert not info[kind], (kind, info[kind])
model.eval()
stored, loaded = load_file(f"{folder}/model.safetensors"), model.state_dict()
for name, tensor in stored.items():
    assert torch.equal(loaded[name], tensor), name
print(f"{type(model).__name__}: {len(stored)} tensors, none missing, none unexpected; labels {model.config.id2label}")

tokenizer = AutoTokenizer.from_pretrained(folder)
assert len(tokenizer) == model.config.vocab_size and tokenizer.pad_token_id == model.config.pad_token_id
texts = [[probe["text"], probe["second"]] if "second" in probe else probe["text"] for probe in probes]
worst = 0.0
with torch.no_grad():
    for text, probe in zip(texts, probes):
        encoded = tokenizer(*text, return_tensors="pt") if isinstance(text, list) else tokenizer(text, return_tensors="pt")
        assert encoded["input_ids"][0].tolist() == probe["ids"], (text, encoded["input_ids"], probe["ids"])
        worst = max(worst, (model(**encoded).logits[0] - torch.tensor(probe["scores"])).abs().max().item())
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    together = model(**batch).logits
    worst = max(worst, (together - torch.tensor([probe["scores"] for probe in probes])).abs().max().item())
assert worst < 1e-4, worst
print(f"{len(probes)} texts: identical ids, and logits that differ by {worst:.1e} at most, alone and in a padded batch")
