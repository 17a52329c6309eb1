"""Makes the golden values: GPT-1, GPT-2 and Llama as Hugging Face wrote them, in float64, by PyTorch's autograd.

Run by hand where PyTorch and transformers are installed: python3 tests/golden/make_golden.py [NAME …]
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
import sys

import numpy
import torch
import transformers
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, OpenAIGPTConfig, OpenAIGPTLMHeadModel

ADAMW = {"learningRate": 1e-2, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weightDecay": 0.1}
STEPS = 5

CONFIGURATIONS = {
    # 9 of 12 positions are used: the rest must get a zero gradient, and decay all the same
    "short": {"nLayer": 2, "nHead": 2, "nEmbd": 16, "nCtx": 12, "nVocab": 23, "batch": 2, "time": 9, "clip": 1.0, "seed": 1},
    # the last two of its five steps stay under the clip
    "full": {"nLayer": 3, "nHead": 4, "nEmbd": 24, "nCtx": 16, "nVocab": 31, "batch": 3, "time": 16, "clip": 1.5, "seed": 2},
    "gpt2": {"nLayer": 2, "nHead": 2, "nEmbd": 16, "nCtx": 12, "nVocab": 23, "batch": 2, "time": 9, "clip": 1.0, "seed": 3, "variant": {"norm": "pre"}},
    # GPT-2 as other libraries configure it
    "erf": {"nLayer": 2, "nHead": 2, "nEmbd": 16, "nCtx": 12, "nVocab": 23, "batch": 2, "time": 9, "clip": 1.0, "seed": 5, "variant": {
        "norm": "pre", "activation": "gelu-erf", "normEps": 1e-3}},
    # every later choice at once
    "llama": {"nLayer": 2, "nHead": 4, "nEmbd": 24, "nCtx": 12, "nVocab": 23, "batch": 2, "time": 9, "clip": 1.0, "seed": 4, "variant": {
        "norm": "pre", "normKind": "rms", "activation": "swiglu", "positions": "rotary", "tied": False, "biases": False, "nKvHead": 2}},
}


def encode(values):
    array = values.detach().numpy() if isinstance(values, torch.Tensor) else numpy.asarray(values)
    return {"shape": list(array.shape), "f32": base64.b64encode(array.astype("<f4").tobytes()).decode()}


def new_model(sizes):
    variant = sizes.get("variant", {})
    gpt = {
        "vocab_size": sizes["nVocab"], "n_positions": sizes["nCtx"], "n_embd": sizes["nEmbd"], "n_layer": sizes["nLayer"], "n_head": sizes["nHead"],
        "resid_pdrop": 0.0, "embd_pdrop": 0.0, "attn_pdrop": 0.0, "layer_norm_epsilon": variant.get("normEps", 1e-5), "tie_word_embeddings": True,
    }
    if not variant:
        return OpenAIGPTLMHeadModel(OpenAIGPTConfig(**gpt, afn="gelu"))
    if "positions" not in variant:
        activation = "gelu" if variant.get("activation") == "gelu-erf" else "gelu_new"
        return GPT2LMHeadModel(GPT2Config(**gpt, activation_function=activation, bos_token_id=None, eos_token_id=None))
    return LlamaForCausalLM(LlamaConfig(
        vocab_size=sizes["nVocab"], max_position_embeddings=sizes["nCtx"], hidden_size=sizes["nEmbd"], num_hidden_layers=sizes["nLayer"],
        num_attention_heads=sizes["nHead"], num_key_value_heads=variant["nKvHead"], intermediate_size=4 * math.ceil(2 * sizes["nEmbd"] / 3),
        rms_norm_eps=1e-5, tie_word_embeddings=False, bos_token_id=None, eos_token_id=None,
    ))


def build(sizes):
    model = new_model(sizes).double()
    generator = torch.Generator().manual_seed(sizes["seed"])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            gain = 1.0 if ("ln_" in name or "norm" in name) and name.endswith("weight") else 0.0
            noise = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
            parameter.copy_((gain + 0.2 * noise).float().double())
    tied = sizes.get("variant", {}).get("tied", True)
    assert (model.lm_head.weight is model.get_input_embeddings().weight) == tied, "the output must be tied, or untied"
    return model.train(), generator


def loss_of(model, ids, targets):
    """Mean cross-entropy of explicit targets: the model sees every one of `time` positions."""
    logits = model(ids).logits
    return logits, torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))


def named(model, of=lambda p: p):
    """The course's names and shapes for what `of` gives of each parameter."""
    if isinstance(model, LlamaForCausalLM):
        return named_llama(model, of)
    renamed = {"wte.weight": "tokens_embed.weight", "wpe.weight": "positions_embed.weight"}
    plain = [(name.removeprefix("transformer."), p) for name, p in model.named_parameters()]
    return [(renamed.get(name, name), of(p)) for name, p in plain]


def named_llama(model, of):
    """Llama's matrices are [out, in], one for each of queries, keys, values, gates and what they let through."""
    side_by_side = lambda *linears: torch.cat([of(linear.weight).T for linear in linears], dim=1)
    result = [("tokens_embed.weight", of(model.model.embed_tokens.weight))]
    for i, layer in enumerate(model.model.layers):
        attention, mlp = layer.self_attn, layer.mlp
        result += [
            (f"h.{i}.attn.c_attn.weight", side_by_side(attention.q_proj, attention.k_proj, attention.v_proj)),
            (f"h.{i}.attn.c_proj.weight", side_by_side(attention.o_proj)),
            (f"h.{i}.ln_1.weight", of(layer.input_layernorm.weight)),
            (f"h.{i}.mlp.c_fc.weight", side_by_side(mlp.gate_proj, mlp.up_proj)),
            (f"h.{i}.mlp.c_proj.weight", side_by_side(mlp.down_proj)),
            (f"h.{i}.ln_2.weight", of(layer.post_attention_layernorm.weight)),
        ]
    return result + [("ln_f.weight", of(model.model.norm.weight)), ("lm_head.weight", of(model.lm_head.weight))]


def make(name, sizes):
    model, generator = build(sizes)
    shape = (STEPS, sizes["batch"], sizes["time"] + 1)
    text = torch.randint(sizes["nVocab"], shape, generator=generator)
    batches = [(step[:, :-1].contiguous(), step[:, 1:].contiguous()) for step in text]
    golden = {
        "madeWith": f"torch {torch.__version__.split('+')[0]}, transformers {transformers.__version__}, float64",
        "config": {key: sizes[key] for key in ("nLayer", "nHead", "nEmbd", "nCtx", "nVocab", "variant") if key in sizes} | {"dropout": 0},
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
    golden["gradients"] = {key: encode(g) for key, g in named(model, lambda p: p.grad)}
    model.zero_grad()

    matrices = [p for p in model.parameters() if p.dim() >= 2]
    others = [p for p in model.parameters() if p.dim() < 2]
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
    for name in sys.argv[1:] or CONFIGURATIONS:
        make(name, CONFIGURATIONS[name])
