"""Small recurrent networks and transformers."""

import copy
import math
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


class Tagger(nn.Module):
    def __init__(self, words=5000, width=64, hidden=48, tags=9, layers=2):
        super().__init__()
        self.embed = nn.Embedding(words, width, padding_idx=0)
        self.lstm = nn.LSTM(width, hidden, num_layers=layers, bidirectional=True, batch_first=True, dropout=0.1)
        self.out = nn.Linear(2 * hidden, tags)

    def forward(self, tokens):
        states, (hidden, cell) = self.lstm(self.embed(tokens))
        return self.out(states)


class Forecaster(nn.Module):
    def __init__(self, hidden=32):
        super().__init__()
        self.hidden = hidden
        self.gru = nn.GRU(5, hidden, 2)
        self.head = nn.Sequential(nn.Linear(hidden, 16), nn.Tanh(), nn.Linear(16, 1))

    def forward(self, x):
        start = torch.zeros(2, x.size(1), self.hidden, device=x.device)
        out, last = self.gru(x, start)
        return self.head(out[-1])


class Stepper(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.cell = nn.LSTMCell(8, size)
        self.out = nn.Linear(size, 8)

    def forward(self, x):
        h = x.new_zeros(x.shape[0], 20)
        c = torch.zeros_like(h)
        outs = []
        for t in range(x.shape[1]):
            h, c = self.cell(x[:, t], (h, c))
            outs.append(self.out(h))
        return torch.stack(outs, dim=1)


@dataclass
class Settings:
    vocabulary: int = 1000
    context: int = 64
    width: int = 96
    heads: int = 6
    depth: int = 3
    tied: bool = True


class Attention(nn.Module):
    def __init__(self, s):
        super().__init__()
        assert s.width % s.heads == 0
        self.qkv = nn.Linear(s.width, 3 * s.width, bias=False)
        self.out = nn.Linear(s.width, s.width)
        self.heads = s.heads
        self.register_buffer("mask", torch.tril(torch.ones(s.context, s.context)).view(1, 1, s.context, s.context))

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).split(C, dim=2)
        q = q.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        k = k.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        v = v.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        weights = (q @ k.transpose(-2, -1)) / math.sqrt(k.size(-1))
        weights = weights.masked_fill(self.mask[:, :, :T, :T] == 0, float("-inf"))
        y = F.softmax(weights, dim=-1) @ v
        return self.out(y.transpose(1, 2).contiguous().view(B, T, C))


class Layer(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.norm1 = nn.LayerNorm(s.width)
        self.attention = Attention(s)
        self.norm2 = nn.LayerNorm(s.width)
        self.mlp = nn.ModuleDict(dict(wide=nn.Linear(s.width, 4 * s.width), narrow=nn.Linear(4 * s.width, s.width), act=nn.GELU()))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        m = self.mlp
        return x + m.narrow(m.act(m.wide(self.norm2(x))))


class Decoder(nn.Module):
    def __init__(self, settings=None):
        super().__init__()
        s = settings or Settings()
        self.settings = s
        self.tokens = nn.Embedding(s.vocabulary, s.width)
        self.places = nn.Embedding(s.context, s.width)
        self.layers = nn.ModuleList([Layer(s) for _ in range(s.depth)])
        self.norm = nn.LayerNorm(s.width)
        self.head = nn.Linear(s.width, s.vocabulary, bias=False)
        if s.tied:
            self.head.weight = self.tokens.weight
        self.apply(self._start)

    def _start(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)

    def forward(self, ids, targets=None):
        b, t = ids.size()
        assert t <= self.settings.context
        x = self.tokens(ids) + self.places(torch.arange(t, device=ids.device))
        for layer in self.layers:
            x = layer(x)
        logits = self.head(self.norm(x))
        if targets is None:
            return logits
        return F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1))


def clones(module, n):
    return nn.ModuleList([copy.deepcopy(module) for _ in range(n)])


class Cloned(nn.Module):
    def __init__(self, n=4, width=32):
        super().__init__()
        self.layers = clones(nn.TransformerEncoderLayer(width, 4, 64, batch_first=True), n)
        self.out = nn.Linear(width, 3)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.out(x.mean(1))


class Classifier(nn.Module):
    def __init__(self, words=2000, width=48, classes=4):
        super().__init__()
        self.embed = nn.Embedding(words, width)
        layer = nn.TransformerEncoderLayer(d_model=width, nhead=4, dim_feedforward=100)
        self.encoder = nn.TransformerEncoder(layer, num_layers=3, norm=nn.LayerNorm(width))
        self.out = nn.Linear(width, classes)

    def forward(self, tokens):
        x = self.embed(tokens).permute(1, 0, 2)
        return self.out(self.encoder(x).mean(dim=0))


class Translator(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.source, self.target = nn.Embedding(300, width), nn.Embedding(400, width)
        self.transformer = nn.Transformer(width, 4, 2, 2, 64, batch_first=True)
        self.out = nn.Linear(width, 400)

    def forward(self, source, target):
        mask = self.transformer.generate_square_subsequent_mask(target.size(1))
        return self.out(self.transformer(self.source(source), self.target(target), tgt_mask=mask))


class Patches(nn.Module):
    """A vision transformer with torch's own attention."""

    def __init__(self, side=64, patch=8, width=64, depth=2, heads=4, classes=11):
        super().__init__()
        self.cut = nn.Conv2d(3, width, patch, patch)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.place = nn.Parameter(torch.randn(1, (side // patch) ** 2 + 1, width))
        self.attention = nn.ModuleList(nn.MultiheadAttention(width, heads, batch_first=True) for _ in range(depth))
        self.mlp = nn.ModuleList(nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width)) for _ in range(depth))
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        x = self.cut(x).flatten(2).transpose(1, 2)
        x = torch.cat((self.token.expand(x.shape[0], -1, -1), x), dim=1) + self.place
        for attention, mlp in zip(self.attention, self.mlp):
            x = x + attention(x, x, x, need_weights=False)[0]
            x = x + mlp(x)
        return self.head(x[:, 0])


class Scored(nn.Module):
    """Attention by einsum and by torch's fused function."""

    def __init__(self, width=24):
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = [f(x).reshape(b, n, 3, -1).transpose(1, 2) for f in (self.q, self.k, self.v)]
        first = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        scores = torch.einsum("bhid,bhjd->bhij", q, k).softmax(-1)
        second = torch.einsum("bhij,bhjd->bhid", scores, v)
        return (first + second).transpose(1, 2).flatten(2)
