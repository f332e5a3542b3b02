"""How long PyTorch itself takes for a training step of CSTA with its published options.

    python3 eager_step.py [THREADS] [FRAMES]

The other half of the comparison is the row "training" of the project's benchmarks. Needs PyTorch only.
"""

import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

STEPS = 7
WIDTH = 1024


class Unit(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=0.001)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)), inplace=True)


class Inception(nn.Module):
    def __init__(self, inputs, one, three_in, three, five_in, five, pool):
        super().__init__()
        self.branches = nn.ModuleList([
            Unit(inputs, one, 1),
            nn.Sequential(Unit(inputs, three_in, 1), Unit(three_in, three, 3)),
            nn.Sequential(Unit(inputs, five_in, 1), Unit(five_in, five, 3)),
            nn.Sequential(nn.MaxPool2d(3, 1, 1, ceil_mode=True), Unit(inputs, pool, 1)),
        ])

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


def pool(size):
    return nn.MaxPool2d(size, 2, ceil_mode=True)


class Csta(nn.Module):
    def __init__(self):
        super().__init__()
        self.token = nn.Parameter(torch.zeros(1, 3, 1, WIDTH))
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.cnn = nn.Sequential(
            Unit(3, 64, 7, 2), pool(3), Unit(64, 64, 1), Unit(64, 192, 3), pool(3),
            Inception(192, 64, 96, 128, 16, 32, 32), Inception(256, 128, 128, 192, 32, 96, 64), pool(3),
            Inception(480, 192, 96, 208, 16, 48, 64), Inception(512, 160, 112, 224, 24, 64, 64),
            Inception(512, 128, 128, 256, 24, 64, 64), Inception(512, 112, 144, 288, 32, 64, 64),
            Inception(528, 256, 160, 320, 32, 128, 128), pool(2),
            Inception(832, 256, 160, 320, 32, 128, 128), Inception(832, 384, 192, 384, 48, 128, 128))
        self.norm = nn.BatchNorm2d(1)
        self.drop = nn.Dropout(0.6)
        self.head = nn.Sequential(
            nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Dropout(0.5), nn.LayerNorm(WIDTH, eps=1e-6),
            nn.Linear(WIDTH, 1), nn.Sigmoid())
        for layer in (self.head[0], self.head[4]):
            nn.init.xavier_uniform_(layer.weight, gain=2 ** 0.5)
            nn.init.constant_(layer.bias, 0.1)

    def positions(self, rows):
        place = torch.arange(rows).unsqueeze(1)
        rate = 10000 ** (-torch.arange(0, WIDTH, 2) / WIDTH)
        table = torch.empty(rows, WIDTH)
        table[:, 0::2] = torch.sin(place * rate)
        table[:, 1::2] = torch.cos(place * rate)
        return table

    def forward(self, features):
        rows = len(features) + 1
        tokens = torch.cat((self.token, features.expand(1, 3, -1, -1)), 2)
        keys = self.key(tokens)
        seen = F.adaptive_avg_pool2d(self.cnn(keys), (rows, 1)).squeeze(3).squeeze(0).t()
        attention = self.norm((seen + keys[0, 0])[None, None])[0, 0] + self.positions(rows)
        shares = self.drop(attention.softmax(0)) + self.drop(attention.softmax(1))
        mixed = F.adaptive_avg_pool2d((self.value(tokens[0, 0]) * shares)[None], (rows - 1, WIDTH))[0]
        return self.head(mixed).squeeze(1)


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else torch.get_num_threads())
    frames = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    torch.manual_seed(1)
    network = Csta().train()
    adam = torch.optim.Adam(network.parameters(), lr=1e-3, weight_decay=1e-7)
    features, wanted = torch.rand(frames, WIDTH), torch.rand(frames)
    seconds = []
    for _ in range(STEPS + 2):
        began = time.perf_counter()
        loss = F.mse_loss(network(features), wanted)
        adam.zero_grad()
        loss.backward()
        adam.step()
        seconds.append(time.perf_counter() - began)
    measured = seconds[2:]
    print("PyTorch %s, %d threads, %d frames: %.3f s a step (%.3f to %.3f)" % (
        torch.__version__, torch.get_num_threads(), frames,
        statistics.median(measured), min(measured), max(measured)))


if __name__ == "__main__":
    main()
