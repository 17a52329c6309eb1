"""The transformer of this run, written out in plain PyTorch.

Parameters carry the names of model.safetensors without `transformer.`; matrices are [in, out], as in GPT-1's own code.
Shapes in comments: B rows, T tokens, C width, H heads, D = C / H numbers in a head, V tokens in the vocabulary.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

INIT_STD = 0.02
ROTARY_BASE = 10_000

GPT1 = {"norm": "post", "normKind": "layer", "activation": "gelu", "positions": "learned", "tied": True, "shared": False, "nKvHead": None, "biases": True, "normEps": 1e-5}
# of GPT-2's class; in GPT-1's "gelu" is the one by tanh
ACTIVATIONS = {"gelu_new": "gelu", "gelu": "gelu-erf", "relu": "relu"}


class Config:
    """config.json, of `openai-gpt`, `gpt2` or `pathway-gpt`."""

    def __init__(self, file):
        self.n_layer, self.n_head, self.n_embd = file["n_layer"], file["n_head"], file["n_embd"]
        self.n_ctx, self.n_vocab, self.dropout = file["n_positions"], file["vocab_size"], file["resid_pdrop"]
        released = {
            "gpt2": lambda: {"norm": "pre", "activation": ACTIVATIONS[file["activation_function"]], "tied": file["tie_word_embeddings"]},
            "openai-gpt": lambda: {"activation": file["afn"], "tied": file["tie_word_embeddings"]},
        }.get(file["model_type"], lambda: file.get("variant", {}))
        self.__dict__.update({**GPT1, **released(), "normEps": file["layer_norm_epsilon"]})
        self.n_kv_head = self.nKvHead or self.n_head
        # SwiGLU's third matrix takes a third of the numbers inside (Shazeer 2020), in fours
        self.inner = 4 * math.ceil(2 * self.n_embd / 3) if self.activation == "swiglu" else 4 * self.n_embd


class Linear(nn.Module):
    """x·W + b with W [in, out]."""

    def __init__(self, n_in, n_out, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_in, n_out))
        self.bias = nn.Parameter(torch.empty(n_out)) if bias else None

    def forward(self, x):
        y = x @ self.weight
        return y if self.bias is None else y + self.bias


class Norm(nn.Module):
    """LayerNorm (Ba et al. 2016), or RMSNorm (Zhang and Sennrich 2019), which has no bias."""

    def __init__(self, config):
        super().__init__()
        self.eps = config.normEps
        self.rms = config.normKind == "rms"
        self.weight = nn.Parameter(torch.empty(config.n_embd))
        self.bias = nn.Parameter(torch.empty(config.n_embd)) if config.biases and not self.rms else None

    def forward(self, x):
        if self.rms:
            return F.rms_norm(x, x.shape[-1:], self.weight, self.eps)
        return F.layer_norm(x, x.shape[-1:], self.weight, self.bias, self.eps)


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        kv_width = config.n_kv_head * config.n_embd // config.n_head
        self.c_attn = Linear(config.n_embd, config.n_embd + 2 * kv_width, config.biases)
        self.c_proj = Linear(config.n_embd, config.n_embd, config.biases)

    def forward(self, x):
        B, T, C = x.shape
        H, K = self.config.n_head, self.config.n_kv_head
        D = C // H
        q, k, v = self.c_attn(x).split([H * D, K * D, K * D], dim=-1)
        q, k, v = (t.view(B, T, -1, D).transpose(1, 2) for t in (q, k, v))  # [B,H,T,D], keys and values [B,K,T,D]
        if self.config.positions == "rotary":
            q, k = rotate(q), rotate(k)
        if K < H:
            k, v = (t.repeat_interleave(H // K, dim=1) for t in (k, v))
        p = self.config.dropout if self.training else 0.0
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, dropout_p=p)  # softmax(q·kᵀ/√D)·v
        return self.c_proj(y.transpose(1, 2).reshape(B, T, C))


def rotate(x):
    """Numbers i and i + D/2 turn as one point, by position · base^(−2i/D) (Su et al. 2021). x [B,H,T,D]"""
    T, D = x.shape[-2:]
    rates = ROTARY_BASE ** (-2 * torch.arange(D // 2, dtype=torch.float64, device=x.device) / D)
    angles = torch.arange(T, dtype=torch.float64, device=x.device)[:, None] * rates
    cos, sin = angles.cos().to(x), angles.sin().to(x)
    a, b = x.chunk(2, dim=-1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)


class Mlp(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.activation = config.activation
        wide = 2 * config.inner if config.activation == "swiglu" else config.inner
        self.c_fc = Linear(config.n_embd, wide, config.biases)
        self.c_proj = Linear(config.inner, config.n_embd, config.biases)

    def forward(self, x):
        x = self.c_fc(x)
        if self.activation == "swiglu":
            gate, value = x.chunk(2, dim=-1)
            x = F.silu(gate) * value
        else:
            x = F.relu(x) if self.activation == "relu" else F.gelu(x, approximate="none" if self.activation == "gelu-erf" else "tanh")
        return self.c_proj(x)


class Block(nn.Module):
    """GPT-1: n = LN₁(x + attention(x)), LN₂(n + mlp(n)). With norms first: x + attention(LN₁(x)), and so on."""

    def __init__(self, config):
        super().__init__()
        self.pre = config.norm == "pre"
        self.attn, self.mlp = Attention(config), Mlp(config)
        self.ln_1, self.ln_2 = Norm(config), Norm(config)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x):
        for norm, branch in ((self.ln_1, self.attn), (self.ln_2, self.mlp)):
            if self.pre:
                x = x + self.dropout(branch(norm(x)))
            else:
                x = norm(x + self.dropout(branch(x)))
        return x


class Gpt(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.tokens_embed = nn.Embedding(config.n_vocab, config.n_embd)
        if config.positions == "learned":
            self.positions_embed = nn.Embedding(config.n_ctx, config.n_embd)
        if config.positions == "sinusoidal":
            self.register_buffer("waves", sinusoids(config.n_ctx, config.n_embd), persistent=False)
        self.h = nn.ModuleList(Block(config) for _ in range(1 if config.shared else config.n_layer))
        if config.norm == "pre":
            self.ln_f = Norm(config)
        if not config.tied:
            self.lm_head = nn.Linear(config.n_embd, config.n_vocab, bias=False)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, ids, targets=None):
        """ids [B,T] → logits [B,T,V]; with targets [B,T] the cross-entropy of each, [B·T], in nats"""
        T = ids.shape[1]
        x = self.tokens_embed(ids)
        if self.config.positions == "learned":
            x = x + self.positions_embed.weight[:T]
        if self.config.positions == "sinusoidal":
            x = x + self.waves[:T]
        x = self.dropout(x)
        for i in range(self.config.n_layer):
            x = self.h[i % len(self.h)](x)
        if self.config.norm == "pre":
            x = self.ln_f(x)
        table = self.tokens_embed if self.config.tied else self.lm_head
        logits = F.linear(x, table.weight)
        if targets is None:
            return logits
        return F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), reduction="none")


def sinusoids(n_ctx, C):
    """Waves in place of learned positions (Vaswani et al. 2017, section 3.5), as small as the embeddings. [n_ctx,C]"""
    c = torch.arange(C, dtype=torch.float64)
    angles = torch.arange(n_ctx, dtype=torch.float64)[:, None] / 10_000 ** (2 * (c // 2) / C)
    return (INIT_STD * torch.where(c % 2 == 0, angles.sin(), angles.cos())).float()
