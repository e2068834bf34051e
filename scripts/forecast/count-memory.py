"""What a training step keeps in memory, counted: the truth behind docs/accuracy/peak-memory.part.md.

    python scripts/forecast/count-memory.py > scripts/forecast/memory-counted.jsonl

Nothing is computed: models and data are fake tensors. Weights, gradients and optimizer states are added up after one step;
the activations are the distinct storages that the backward pass holds on to when the forward pass ends, weights left out,
with the logits and their loss. Workspaces of kernels and the fragmentation of the allocator are not in it.
"""

import json
import sys

import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.autograd.graph import saved_tensors_hooks
from transformers import (AutoModelForCausalLM, AutoModelForImageClassification, AutoModelForSequenceClassification,
                          BertConfig, DistilBertConfig, GPT2Config, LlamaConfig, ResNetConfig)


class UNetBlock(nn.Sequential):
    def __init__(self, inputs, outputs):
        layers = []
        for one in (inputs, outputs):
            layers += [nn.Conv2d(one, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]
        super().__init__(*layers)


class UNet(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        sizes = [width, width * 2, width * 4, width * 8]
        self.down = nn.ModuleList([UNetBlock(a, b) for a, b in zip([3, *sizes], sizes)])
        self.up = nn.ModuleList([nn.ConvTranspose2d(b, a, 2, 2) for a, b in zip(sizes, sizes[1:])])
        self.join = nn.ModuleList([UNetBlock(2 * a, a) for a in sizes[:-1]])
        self.pool = nn.MaxPool2d(2)
        self.head = nn.Conv2d(width, 2, 1)

    def forward(self, x):
        kept = []
        for block in self.down:
            x = block(x if not kept else self.pool(x))
            kept.append(x)
        for up, join, skip in reversed(list(zip(self.up, self.join, kept))):
            x = join(torch.cat([up(x), skip], 1))
        return self.head(x)


class Recurrent(nn.Module):
    def __init__(self, hidden=512):
        super().__init__()
        self.embedding = nn.Embedding(10_000, 300)
        self.lstm = nn.LSTM(300, hidden, num_layers=2, batch_first=True)
        self.head = nn.Linear(hidden, 2)

    def forward(self, tokens):
        out, _ = self.lstm(self.embedding(tokens))
        return self.head(out[:, -1])


class Vision(nn.Module):
    """A vision transformer on patches of 16 pixels."""

    def __init__(self, width, depth, heads):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 16, 16)
        self.first = nn.Parameter(torch.zeros(1, 1, width))
        self.places = nn.Parameter(torch.zeros(1, 197, width))
        layer = nn.TransformerEncoderLayer(width, heads, 4 * width, 0.0, "gelu", batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, depth, nn.LayerNorm(width), enable_nested_tensor=False)
        self.head = nn.Linear(width, 1000)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).transpose(1, 2)
        tokens = torch.cat([self.first.expand(len(x), -1, -1), tokens], 1) + self.places
        return self.head(self.layers(tokens)[:, 0])


def perceptron():
    return nn.Sequential(nn.Linear(784, 1024), nn.ReLU(), nn.Linear(1024, 1024), nn.ReLU(), nn.Linear(1024, 10))


def vgg():
    layers, inputs = [], 3
    for width in [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0]:
        if width == 0:
            layers.append(nn.MaxPool2d(2))
        else:
            layers += [nn.Conv2d(inputs, width, 3, padding=1), nn.ReLU(inplace=True)]
            inputs = width
    head = [nn.Flatten(), nn.Linear(25088, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 1000)]
    return nn.Sequential(*layers, *head)


def resnet(depths, hidden, kind):
    return lambda: AutoModelForImageClassification.from_config(ResNetConfig(depths=depths, hidden_sizes=hidden, layer_type=kind, num_labels=1000))


def classifier(config):
    return lambda: AutoModelForSequenceClassification.from_config(config)


def causal(config):
    return lambda: AutoModelForCausalLM.from_config(config)


LLAMA = dict(hidden_size=2048, intermediate_size=5632, num_hidden_layers=22, num_attention_heads=32, num_key_value_heads=4, vocab_size=32000)
# Model as our table names it (None: read from weights and activations alone), builder, sample, batch.
MODELS = [
    ("resnet18", resnet([2, 2, 2, 2], [64, 128, 256, 512], "basic"), (3, 224, 224), 32),
    ("resnet34", resnet([3, 4, 6, 3], [64, 128, 256, 512], "basic"), (3, 224, 224), 32),
    ("resnet50", resnet([3, 4, 6, 3], [256, 512, 1024, 2048], "bottleneck"), (3, 224, 224), 32),
    ("resnet101", resnet([3, 4, 23, 3], [256, 512, 1024, 2048], "bottleneck"), (3, 224, 224), 16),
    ("vgg16", vgg, (3, 224, 224), 16),
    ("vit_tiny_patch16_224", lambda: Vision(192, 12, 3), (3, 224, 224), 64),
    ("vit_small_patch16_224", lambda: Vision(384, 12, 6), (3, 224, 224), 32),
    ("google/vit-base-patch16-224", lambda: Vision(768, 12, 12), (3, 224, 224), 32),
    ("vit_large_patch16_224", lambda: Vision(1024, 24, 16), (3, 224, 224), 8),
    ("bert-base-uncased", classifier(BertConfig()), (128,), 32),
    ("bert-base-uncased", classifier(BertConfig()), (512,), 8),
    ("bert-large-uncased", classifier(BertConfig(hidden_size=1024, num_hidden_layers=24, num_attention_heads=16, intermediate_size=4096)), (384,), 8),
    ("distilbert-base-uncased", classifier(DistilBertConfig()), (256,), 16),
    ("gpt2", causal(GPT2Config()), (1024,), 4),
    ("gpt2", causal(GPT2Config()), (256,), 16),
    ("gpt2-medium", causal(GPT2Config(n_embd=1024, n_layer=24, n_head=16)), (1024,), 2),
    ("gpt2-large", causal(GPT2Config(n_embd=1280, n_layer=36, n_head=20)), (512,), 2),
    ("TinyLlama/TinyLlama-1.1B-Chat-v1.0", causal(LlamaConfig(**LLAMA)), (2048,), 1),
    ("unet", UNet, (3, 256, 256), 4),
    ("lstm", Recurrent, (200,), 64),
    ("mlp", perceptron, (784,), 256),
]
OPTIMIZERS = {"sgd": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9), "adamw": lambda p: torch.optim.AdamW(p, 1e-3)}


def size(tensors):
    seen = {}
    for one in tensors:
        storage = one.untyped_storage()
        seen[storage._cdata] = storage.nbytes()
    return sum(seen.values())


def counted(build, sample, batch, precision, optimizer):
    with FakeTensorMode(allow_non_fake_inputs=True):
        torch.set_default_dtype(torch.bfloat16 if precision == "bf16" else torch.float32)
        model = build()
        model.train()
        kinds = torch.bfloat16 if precision == "bf16" else torch.float32
        is_text = len(sample) == 1 and not isinstance(model, nn.Sequential)
        data = torch.zeros(batch, *sample, dtype=torch.long) if is_text else torch.zeros(batch, *sample, dtype=kinds)
        step = OPTIMIZERS[optimizer](model.parameters())
        weights = list(model.parameters())
        own = {one.untyped_storage()._cdata for one in [*weights, *model.buffers()]}
        held = {}

        def pack(one):
            storage = one.untyped_storage()
            if storage._cdata not in own:
                held[storage._cdata] = (storage, storage.nbytes())
            return one

        with saved_tensors_hooks(pack, lambda one: one):
            with torch.autocast("cpu", torch.bfloat16, enabled=precision == "amp-bf16"):
                outputs = model(data, labels=data) if is_causal(model) else model(data)
                logits = getattr(outputs, "logits", outputs)
                loss = outputs.loss if getattr(outputs, "loss", None) is not None else logits.float().square().mean()
        activations = sum(nbytes for _, nbytes in held.values())
        gradients = sum(one.numel() * one.element_size() for one in weights)
        loss.backward()
        step.step()
        states = size([one for state in step.state.values() for one in state.values() if torch.is_tensor(one) and one.dim() > 0])
        return {"parameters": sum(one.numel() for one in weights), "weights": size(weights), "gradients": gradients, "states": states, "activations": activations}


def is_causal(model):
    return "CausalLM" in type(model).__name__ or "LMHead" in type(model).__name__


if __name__ == "__main__":
    for name, build, sample, batch in MODELS:
        for precision, optimizer in [("fp32", "sgd"), ("fp32", "adamw"), ("amp-bf16", "adamw"), ("bf16", "adamw")]:
            facts = {"model": name, "sample": list(sample), "batch": batch, "precision": precision, "optimizer": optimizer}
            try:
                print(json.dumps({**facts, **counted(build, sample, batch, precision, optimizer)}), flush=True)
            except Exception as problem:
                print(name, precision, type(problem).__name__, str(problem)[:200], file=sys.stderr, flush=True)
