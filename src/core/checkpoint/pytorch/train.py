"""Goes on with the run that this folder was exported from: the same weights, moments, batches and learning rates.

    python train.py                                  one GPU, or the CPU where there is none
    torchrun --nproc_per_node 4 train.py             four GPUs of one machine, each with its share of every batch
    torchrun --nproc_per_node 4 train.py --fsdp      the same, with weights, gradients and moments split among them

Saves to --out in the layout of this folder, so that this program, or the course, can go on from there.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import time

import torch
import torch.distributed as dist
from data import encode_parts, evaluation_starts, gather, read_text, window_starts
from model import Config, Gpt
from safetensors.torch import load_file, save_file
from torch.nn.parallel import DistributedDataParallel

ADAM = {"betas": (0.9, 0.999), "eps": 1e-8}
HERE = pathlib.Path(__file__).resolve().parent
GPT2_NAMES = {"tokens_embed.weight": "wte.weight", "positions_embed.weight": "wpe.weight"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=HERE, type=pathlib.Path, help="the folder to go on from (default: this one)")
    parser.add_argument("--out", default=HERE / "out", type=pathlib.Path, help="the folder to save to")
    parser.add_argument("--until", type=int, help="stop after this step of the run (default: its last)")
    parser.add_argument("--steps", type=int, help="another total for the run: the learning rate falls to zero there")
    parser.add_argument("--save-every", type=int, default=1000, help="steps from one save to the next")
    parser.add_argument("--fsdp", action="store_true", help="split weights, gradients and moments among the processes")
    parser.add_argument("--bf16", action="store_true", help="compute matrix products in bfloat16")
    parser.add_argument("--compile", action="store_true", help="torch.compile the model")
    return parser.parse_args()


def start_processes():
    """rank, world size, device: what torchrun says, or one process alone"""
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if world > 1:
        dist.init_process_group("nccl" if cuda else "gloo")
    return rank, world, device


def file_name(name, kind):
    """A parameter's name in model.safetensors."""
    if name.startswith("lm_head."):
        return name
    return f"transformer.{GPT2_NAMES.get(name, name) if kind == 'gpt2' else name}"


def learning_rate(step, settings):
    """Of a step counted from 1: up in a line, then down along a cosine, to zero at the run's end, unless it is to stay."""
    top, warmup, steps = settings["learningRate"], settings["warmup"], settings["steps"]
    if step < warmup:
        return top * step / warmup
    if settings.get("schedule") == "constant":
        return top
    if step >= steps:
        return top if warmup >= steps else 0.0
    return top * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup))) / 2


def make_optimizer(model, settings):
    """AdamW; decay for every tensor of two or more dimensions, embeddings included, and for no bias or gain."""
    parameters = list(model.parameters())
    groups = [
        {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": settings["weightDecay"]},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings["learningRate"], **ADAM)


def shard_like(values, parameter):
    """A whole tensor in the way that the parameter is held here: split under FSDP, else as it is."""
    if hasattr(parameter, "device_mesh"):
        from torch.distributed.tensor import distribute_tensor

        return distribute_tensor(values.to(parameter.device), parameter.device_mesh, parameter.placements)
    return values.to(parameter.device)


def whole(tensor):
    return tensor.full_tensor() if hasattr(tensor, "full_tensor") else tensor


def put_state(folder, names, optimizer, run):
    """Adam's moments as the run left them."""
    stored = load_file(folder / "training_state.safetensors")
    for name, parameter in names.items():
        optimizer.state[parameter] = {
            "step": torch.tensor(float(run["step"])),
            "exp_avg": shard_like(stored[f"m/{name}"], parameter),
            "exp_avg_sq": shard_like(stored[f"v/{name}"], parameter),
        }


def save(folder, source, names, optimizer, run, kind, rank):
    """Every process takes part, because sharded tensors are put together; the first one writes."""
    weights = {file_name(name, kind): whole(p.detach()).cpu().contiguous() for name, p in names.items()}
    state = {}
    for key, moment in (("m", "exp_avg"), ("v", "exp_avg_sq")):
        state |= {f"{key}/{name}": whole(optimizer.state[p][moment]).cpu().contiguous() for name, p in names.items()}
    if rank > 0:
        return
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name in ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "text.txt"):
        if (source / name).exists():
            shutil.copy(source / name, beside / name)
    save_file(weights, beside / "model.safetensors", {"format": "pt"})
    save_file(state, beside / "training_state.safetensors", {"format": "pt", "step": str(run["step"])})
    (beside / "run.json").write_text(json.dumps(run, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


class Trainer:
    def __init__(self, options):
        self.options = options
        self.rank, self.world, self.device = start_processes()
        self.file = json.loads((options.model / "config.json").read_text(encoding="utf-8"))
        self.run = json.loads((options.model / "run.json").read_text(encoding="utf-8"))
        self.settings = self.run["settings"]
        if options.steps:
            self.settings["steps"] = options.steps
        self.config = Config(self.file)
        if self.world > self.settings["batch"]:
            raise SystemExit(f"{self.world} processes cannot share a batch of {self.settings['batch']} rows")
        text = read_text(options.model, self.run["corpus"])
        self.train_ids, self.validation_ids = encode_parts(options.model, text)
        self.characters_per_token = (len(text) - math.floor(len(text) * 0.9)) / len(self.validation_ids)
        self.build()

    def build(self):
        model = Gpt(self.config)
        stored = load_file(self.options.model / "model.safetensors")
        kind = self.file["model_type"]
        model.load_state_dict({name: stored[file_name(name, kind)] for name, _ in model.named_parameters()})
        model.to(self.device)
        if self.options.fsdp and self.world > 1:
            from torch.distributed.device_mesh import init_device_mesh
            from torch.distributed.fsdp import fully_shard

            mesh = init_device_mesh(self.device.type, (self.world,))
            for block in model.h:
                fully_shard(block, mesh=mesh)
            fully_shard(model, mesh=mesh)
        self.names = dict(model.named_parameters())
        self.optimizer = make_optimizer(model, self.settings)
        put_state(self.options.model, self.names, self.optimizer, self.run)
        self.plain = model
        self.model = torch.compile(model) if self.options.compile else model
        if self.world > 1 and not self.options.fsdp:
            ids = [self.device.index] if self.device.type == "cuda" else None
            self.model = DistributedDataParallel(self.model, device_ids=ids)

    def sum_over_processes(self, value):
        total = torch.tensor(value, dtype=torch.float64 if self.device.type == "cpu" else torch.float32, device=self.device)
        if self.world > 1:
            dist.all_reduce(total)
        return total.item()

    def losses(self, model, ids, targets):
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.options.bf16):
            return model(ids.to(self.device), targets.to(self.device))

    def step(self):
        """One step; returns the mean loss of the whole batch, nats per token, and the gradient's norm before clipping."""
        s, T = self.settings, self.config.n_ctx
        step = self.run["step"] + 1
        starts = window_starts(len(self.train_ids), s["batch"], T, s["seed"], self.run["cursor"])
        ids, targets = gather(self.train_ids, starts[self.rank :: self.world], T)
        if self.config.dropout > 0:
            torch.manual_seed(s["seed"] + (step * self.world + self.rank) * 2**32)
        self.model.train()
        losses = self.losses(self.model, ids, targets)
        # Gradients are averaged over the processes, whose shares of the batch may differ by a row.
        (losses.sum() * self.world / (s["batch"] * T)).backward()
        loss = self.sum_over_processes(losses.sum().item()) / (s["batch"] * T)
        norm = torch.nn.utils.clip_grad_norm_(self.plain.parameters(), s["clip"] or math.inf)
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(step, s)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.run["step"], self.run["cursor"] = step, self.run["cursor"] + 1
        return loss, whole(norm).item()

    @torch.no_grad()
    def mean_loss(self, tokens):
        """On the windows that the course measures, which every process takes in the same order."""
        batch, T = self.settings["batch"], self.config.n_ctx
        starts = evaluation_starts(len(tokens), batch, T)
        self.plain.eval()
        total = sum(self.losses(self.plain, *gather(tokens, starts[i : i + batch], T)).double().sum().item() for i in range(0, len(starts), batch))
        return total / (len(starts) * T)

    def evaluate(self):
        train, validation = self.mean_loss(self.train_ids), self.mean_loss(self.validation_ids)
        bits = validation / self.characters_per_token / math.log(2)
        self.run["evaluations"].append({"step": self.run["step"], "trainLoss": train, "valLoss": validation, "bitsPerCharacter": bits})
        self.say({"step": self.run["step"], "trainLoss": train, "valLoss": validation, "bitsPerCharacter": bits})

    def say(self, line):
        if self.rank == 0:
            print(json.dumps(line), flush=True)

    def save(self):
        save(self.options.out, self.options.model, self.names, self.optimizer, self.run, self.file["model_type"], self.rank)

    def train(self):
        s, options = self.settings, self.options
        until = min(options.until or s["steps"], s["steps"])
        if self.run["step"] >= until:
            raise SystemExit(f"The run is at step {self.run['step']} of {s['steps']} already; --steps N gives it a longer total.")
        keep = math.ceil(s["steps"] / 1000)
        while self.run["step"] < until:
            begun = time.perf_counter()
            loss, norm = self.step()
            step = self.run["step"]
            if not math.isfinite(loss):
                raise SystemExit(f"At step {step} the loss is {loss}: training stopped. The last save is in {options.out}.")
            if step % keep == 0:
                self.run["curve"].append({"step": step, "loss": loss})
            self.say({"step": step, "loss": loss, "lr": learning_rate(step, s), "gradNorm": norm, "stepMs": 1000 * (time.perf_counter() - begun)})
            if step == s["steps"] or (s["evalEvery"] > 0 and step % s["evalEvery"] == 0):
                self.evaluate()
            if step % options.save_every == 0 or step == until:
                self.save()
        if self.world > 1:
            dist.destroy_process_group()


if __name__ == "__main__":
    Trainer(arguments()).train()
