"""Loads a model folder with transformers: python3 check_hf_folder.py FOLDER [PROBES.json]

Fails unless the class that config.json names (OpenAIGPTLMHeadModel or GPT2LMHeadModel) takes every tensor and misses
none, every tensor arrives bit for bit, the tokenizer round-trips, and the model generates. PROBES.json may hold
{"texts": [{"text", "ids", "decoded"}], "logits": {"ids", "last"}}
as the course computed them; then they are compared too. Needs torch, transformers and safetensors.
"""

import json
import sys

import torch
from safetensors.torch import load_file
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

folder = sys.argv[1]
probes = json.load(open(sys.argv[2])) if len(sys.argv) > 2 else {"texts": []}

model, info = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True)
for kind in ("missing_keys", "unexpected_keys", "mismatched_keys", "error_msgs"):
    assert not info[kind], (kind, info[kind])
model.eval()

stored = load_file(f"{folder}/model.safetensors")
loaded = model.state_dict()
for name, tensor in stored.items():
    assert torch.equal(loaded[name], tensor), name
tied = model.lm_head.weight.data_ptr() == model.get_input_embeddings().weight.data_ptr()
assert tied == AutoConfig.from_pretrained(folder).tie_word_embeddings, "the output is tied, or is not, against config.json"
print(f"{type(model).__name__}: {len(stored)} tensors, {model.num_parameters()} parameters, none missing, none unexpected")

config = AutoConfig.from_pretrained(folder)
tokenizer = AutoTokenizer.from_pretrained(folder)
assert len(tokenizer) == config.vocab_size and tokenizer.model_max_length == config.n_positions
if tokenizer.backend_tokenizer.normalizer is None:  # GPT-1's lower-cases and adds spaces
    own = "".join(token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])[1:])
    assert tokenizer.decode(tokenizer(own)["input_ids"]) == own
for probe in probes["texts"]:
    ids = tokenizer(probe["text"])["input_ids"]
    assert ids == probe["ids"], (probe["text"], ids, probe["ids"])
    assert tokenizer.decode(ids) == probe["decoded"], probe["text"]
print(f"tokenizer: {len(tokenizer)} tokens, {len(probes['texts'])} texts with identical ids and round trip")

if "logits" in probes:
    with torch.no_grad():
        last = model(torch.tensor([probes["logits"]["ids"]])).logits[0, -1]
    difference = (last - torch.tensor(probes["logits"]["last"])).abs().max().item()
    assert difference < 1e-4, difference
    print(f"logits: largest difference {difference:.2e}")

prompt = torch.tensor([[1]])
written = model.generate(prompt, attention_mask=torch.ones_like(prompt))
assert written.shape[1] == config.n_positions, written.shape
print("generates:", repr(tokenizer.decode(written[0])))
