"""Small convolutional networks."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Digits(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 3)
        self.second = nn.Conv2d(16, 32, 3, padding="same")
        self.pool = nn.MaxPool2d(2)
        self.drop = nn.Dropout(0.25)
        self.hidden = nn.Linear(32 * 13 * 13, 64)
        self.out = nn.Linear(64, classes)

    def forward(self, images):
        x = F.relu(self.first(images))
        x = self.pool(F.relu(self.second(x)))
        x = torch.flatten(self.drop(x), 1)
        return F.log_softmax(self.out(F.relu(self.hidden(x))), dim=1)


class Unit(nn.Module):
    expansion = 2

    def __init__(self, width, out, stride=1):
        super().__init__()
        self.path = nn.Sequential(
            nn.Conv2d(width, out, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
            nn.Conv2d(out, out * self.expansion, 1, bias=False),
            nn.BatchNorm2d(out * self.expansion),
        )
        self.shortcut = nn.Identity()
        if stride != 1 or width != out * self.expansion:
            self.shortcut = nn.Conv2d(width, out * self.expansion, 1, stride)

    def forward(self, x):
        return F.relu(self.path(x) + self.shortcut(x))


class Residual(nn.Module):
    def __init__(self, depths=(2, 3, 2), width=24):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 7, 2, 3)
        stages = []
        current = width
        for index, depth in enumerate(depths):
            for block in range(depth):
                stages.append(Unit(current, width * 2**index, stride=2 if block == 0 and index > 0 else 1))
                current = width * 2**index * Unit.expansion
        self.stages = nn.Sequential(*stages)
        self.head = nn.Linear(current, 7)

    def forward(self, x):
        x = self.stages(self.stem(x))
        return self.head(x.mean(dim=(2, 3)))


class Down(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(a, b, 3, padding=1), nn.GroupNorm(4, b), nn.SiLU())

    def forward(self, x):
        return self.conv(x)


class Hourglass(nn.Module):
    """A U-Net whose depth is an argument."""

    def __init__(self, depth=3, base=8):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList([Down(3 if i == 0 else widths[i - 1], widths[i]) for i in range(depth)])
        self.middle = Down(widths[depth - 1], widths[depth])
        self.up = nn.ModuleList()
        self.merge = nn.ModuleList()
        for i in reversed(range(depth)):
            self.up.append(nn.ConvTranspose2d(widths[i + 1], widths[i], 2, stride=2))
            self.merge.append(Down(2 * widths[i], widths[i]))
        self.out = nn.Conv2d(base, 1, kernel_size=1)

    def forward(self, x):
        kept = []
        for layer in self.down:
            x = layer(x)
            kept.append(x)
            x = F.max_pool2d(x, 2)
        x = self.middle(x)
        for up, merge, skip in zip(self.up, self.merge, kept[::-1]):
            x = up(x)
            if x.shape[-2:] != skip.shape[-2:]:
                x = F.interpolate(x, size=skip.shape[2:])
            x = merge(torch.cat([x, skip], dim=1))
        return torch.sigmoid(self.out(x))


class Probed(nn.Module):
    """Asks its own convolutions for the width of the first linear layer."""

    def __init__(self, side=40):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 5, 2), nn.ReLU(), nn.AvgPool2d(3), nn.Conv2d(8, 12, 3), nn.Flatten())
        with torch.no_grad():
            width = self.features(torch.zeros(1, 3, side, side)).shape[1]
        self.out = nn.Linear(width, 5)

    def forward(self, x):
        return self.out(self.features(x))


class Separable(nn.Conv2d):
    """Derives from a layer."""

    def __init__(self, width, kernel=3):
        super().__init__(width, width, kernel, padding=kernel // 2, groups=width)
        self.point = nn.Conv2d(width, 2 * width, 1)

    def forward(self, x):
        return self.point(super().forward(x))


def perceptron(sizes, activation=nn.ReLU):
    layers = []
    for read, written in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(read, written), activation()]
    return nn.Sequential(*layers[:-1])


class Waves(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleDict({f"dilated{d}": nn.Conv1d(6, 6, 3, dilation=d, padding=d) for d in (1, 2, 4)})
        self.scale = nn.Parameter(torch.ones(6, 1))
        self.register_buffer("window", torch.hann_window(16))
        self.out = nn.AdaptiveAvgPool1d(4)
        self.head = nn.Linear(24, 2)

    def forward(self, x):
        for name in self.blocks:
            x = x + self.blocks[name](x) * self.scale
        return self.head(self.out(x).view(x.size(0), -1))


class Volume(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Conv3d(1, 4, 3), nn.BatchNorm3d(4), nn.MaxPool3d(2), nn.ConvTranspose3d(4, 2, 3, 2, 1, 1))

    def forward(self, x):
        return self.net(x)
