"""Loads adapters with PEFT: python3 check_peft.py MODEL ADAPTERS MERGED LOGITS.json [RESAVED]

MODEL is an exported model, ADAPTERS what `lora` wrote for it, MERGED what `lora --adapters ADAPTERS --merge` made of both, and
LOGITS.json the line of `logits --model MERGED --json`. Fails unless PEFT takes every adapter and misses none, and the logits of
the model with adapters, of PEFT's own merge and of MERGED agree with the course's to 1e-4. Where RESAVED is given, PEFT's
adapters are written there, as PEFT keeps them, for `lora --adapters RESAVED --merge`. Needs torch, transformers and peft.
"""

import json
import sys

import torch
from peft import PeftModel
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

folder, adapters, merged, path, *resaved = sys.argv[1:]
probe = json.loads(open(path).read().strip().split("\n")[-1])
ids, expected = torch.tensor([probe["ids"]]), torch.tensor(probe["logits"])


def distance(model):
    with torch.no_grad():
        return (model.eval()(ids).logits[0] - expected).abs().max().item()


base = AutoModelForCausalLM.from_pretrained(folder)
without = distance(base)
model = PeftModel.from_pretrained(base, adapters)
stored, loaded = load_file(f"{adapters}/adapter_model.safetensors"), get_peft_model_state_dict(model)
assert stored.keys() == loaded.keys(), stored.keys() ^ loaded.keys()
for name, tensor in stored.items():
    assert torch.equal(loaded[name], tensor), name
print(f"{len(stored)} tensors of {type(model).__name__} over {type(base).__name__}, none missing, none unexpected")

far = {"with adapters": distance(model)}
if resaved:
    model.save_pretrained(resaved[0])
far["merged by PEFT"] = distance(model.merge_and_unload())
far["merged by the course"] = distance(AutoModelForCausalLM.from_pretrained(merged))
print(f"logits of {len(probe['ids'])} tokens:", ", ".join(f"{name} {value:.1e}" for name, value in far.items()), f"(without adapters {without:.1e})")
assert max(far.values()) < 1e-4 < without, far
