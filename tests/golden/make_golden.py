"""Makes the golden values: OpenAI's GPT as Hugging Face wrote it, in float64, by PyTorch's autograd.

Run by hand where PyTorch and transformers are installed: python3 tests/golden/make_golden.py
The tests read the JSON files that it writes; they need no Python.

Each file holds, for one configuration: the weights (rounded to float32, so that every runtime starts from the same
numbers), five batches, and then
- before training, on the first batch: logits, mean loss, every gradient (before clipping);
- five steps of clipping and AdamW on the five batches: losses, norms before clipping, the weights afterwards.
Arrays of floats are base64 of little-endian float32.
"""

import base64
import json
import math
import pathlib

import numpy
import torch
import transformers
from transformers import OpenAIGPTConfig, OpenAIGPTLMHeadModel

ADAMW = {"learningRate": 1e-2, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weightDecay": 0.1}
STEPS = 5

CONFIGURATIONS = {
    # 9 of 12 positions are used: the rest must get a zero gradient, and decay all the same
    "short": {"nLayer": 2, "nHead": 2, "nEmbd": 16, "nCtx": 12, "nVocab": 23, "batch": 2, "time": 9, "clip": 1.0, "seed": 1},
    # the last two of its five steps stay under the clip
    "full": {"nLayer": 3, "nHead": 4, "nEmbd": 24, "nCtx": 16, "nVocab": 31, "batch": 3, "time": 16, "clip": 1.5, "seed": 2},
}


def encode(values):
    array = values.detach().numpy() if isinstance(values, torch.Tensor) else numpy.asarray(values)
    return {"shape": list(array.shape), "f32": base64.b64encode(array.astype("<f4").tobytes()).decode()}


def build(sizes):
    config = OpenAIGPTConfig(
        vocab_size=sizes["nVocab"], n_positions=sizes["nCtx"], n_embd=sizes["nEmbd"], n_layer=sizes["nLayer"],
        n_head=sizes["nHead"], afn="gelu", resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        layer_norm_epsilon=1e-5, tie_word_embeddings=True,
    )
    model = OpenAIGPTLMHeadModel(config).double()
    generator = torch.Generator().manual_seed(sizes["seed"])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            gain = 1.0 if "ln_" in name and name.endswith("weight") else 0.0
            noise = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
            parameter.copy_((gain + 0.2 * noise).float().double())
    assert model.lm_head.weight is model.transformer.tokens_embed.weight, "the output must be tied"
    return model.train(), generator


def loss_of(model, ids, targets):
    """Mean cross-entropy of explicit targets: the model sees every one of `time` positions."""
    logits = model(ids).logits
    return logits, torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))


def named(model):
    return [(name.removeprefix("transformer."), p) for name, p in model.named_parameters()]


def make(name, sizes):
    model, generator = build(sizes)
    shape = (STEPS, sizes["batch"], sizes["time"] + 1)
    text = torch.randint(sizes["nVocab"], shape, generator=generator)
    batches = [(step[:, :-1].contiguous(), step[:, 1:].contiguous()) for step in text]
    golden = {
        "madeWith": f"torch {torch.__version__.split('+')[0]}, transformers {transformers.__version__}, float64",
        "config": {key: sizes[key] for key in ("nLayer", "nHead", "nEmbd", "nCtx", "nVocab")} | {"dropout": 0},
        "batch": sizes["batch"],
        "time": sizes["time"],
        "adamw": ADAMW | {"clip": sizes["clip"]},
        "batches": [{"ids": i.flatten().tolist(), "targets": t.flatten().tolist()} for i, t in batches],
        "weights": {key: encode(p) for key, p in named(model)},
    }

    logits, loss = loss_of(model, *batches[0])
    loss.backward()
    golden["logits"] = encode(logits)
    golden["loss"] = loss.item()
    golden["gradients"] = {key: encode(p.grad) for key, p in named(model)}
    model.zero_grad()

    matrices = [p for _, p in named(model) if p.dim() >= 2]
    others = [p for _, p in named(model) if p.dim() < 2]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": ADAMW["weightDecay"]}, {"params": others, "weight_decay": 0.0}],
        lr=ADAMW["learningRate"], betas=(ADAMW["beta1"], ADAMW["beta2"]), eps=ADAMW["eps"],
    )
    golden["losses"], golden["gradNorms"] = [], []
    for ids, targets in batches:
        _, loss = loss_of(model, ids, targets)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), sizes["clip"])
        optimizer.step()
        optimizer.zero_grad()
        golden["losses"].append(loss.item())
        golden["gradNorms"].append(norm.item())
    golden["weightsAfter"] = {key: encode(p) for key, p in named(model)}
    assert all(math.isfinite(x) for x in golden["losses"])

    path = pathlib.Path(__file__).with_name(f"{name}.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes, losses {[round(x, 4) for x in golden['losses']]}, "
          f"norms {[round(x, 3) for x in golden['gradNorms']]}")


if __name__ == "__main__":
    for name, sizes in CONFIGURATIONS.items():
        make(name, sizes)
