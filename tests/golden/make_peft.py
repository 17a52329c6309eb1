"""Writes peft.json: names and shapes of the adapters that PEFT makes, and its settings file. Run by hand: python3 tests/golden/make_peft.py

Needs torch, transformers and peft.
"""

import json
import pathlib
import tempfile

import peft
from safetensors.torch import load_file
from transformers import GPT2Config, GPT2LMHeadModel, OpenAIGPTConfig, OpenAIGPTLMHeadModel

sizes = {"n_layer": 2, "n_head": 2, "n_embd": 8, "n_positions": 5, "vocab_size": 7}
models = {"openai-gpt": OpenAIGPTLMHeadModel(OpenAIGPTConfig(**sizes)), "gpt2": GPT2LMHeadModel(GPT2Config(**sizes))}
cases = []
for layout, targets in [("openai-gpt", ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"]), ("openai-gpt", ["c_attn"]), ("gpt2", ["c_proj", "c_fc"])]:
    config = peft.LoraConfig(r=2, lora_alpha=3, target_modules=targets, fan_in_fan_out=True, task_type="CAUSAL_LM")
    with tempfile.TemporaryDirectory() as folder:
        model = peft.get_peft_model(models[layout], config)
        model.save_pretrained(folder)
        model.unload()
        settings = json.loads((pathlib.Path(folder) / "adapter_config.json").read_text())
        settings["target_modules"] = sorted(settings["target_modules"])
        tensors = {name: list(tensor.shape) for name, tensor in sorted(load_file(f"{folder}/adapter_model.safetensors").items())}
    cases.append({"layout": layout, "config": settings, "tensors": tensors})
(pathlib.Path(__file__).parent / "peft.json").write_text(json.dumps({"peft": peft.__version__, "cases": cases}, indent=1) + "\n")
