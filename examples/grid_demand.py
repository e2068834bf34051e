"""Tune a recurrent network that forecasts tomorrow's electricity demand."""

import numpy as np
import optuna
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

EPOCHS = 30
DEVICE = "cuda"

series = np.load("data/demand.npy").astype(np.float32)
windows = np.lib.stride_tricks.sliding_window_view(series, 7 * 24 + 24)
inputs = torch.from_numpy(windows[:, : 7 * 24, None].copy())
targets = torch.from_numpy(windows[:, 7 * 24 :].copy())
split = int(len(inputs) * 0.8)


class DemandNet(nn.Module):
    def __init__(self, hidden, layers, dropout):
        super().__init__()
        self.encoder = nn.LSTM(1, hidden, num_layers=layers, dropout=dropout, batch_first=True)
        self.head = nn.Linear(hidden, 24)

    def forward(self, x):
        output, _ = self.encoder(x)
        return self.head(output[:, -1])


def objective(trial):
    hidden = trial.suggest_int("hidden", 64, 512, log=True)
    layers = trial.suggest_int("layers", 1, 3)
    dropout = trial.suggest_float("dropout", 0.0, 0.4)
    lr = trial.suggest_float("lr", 1e-4, 1e-2, log=True)
    batch_size = 256

    train = DataLoader(TensorDataset(inputs[:split], targets[:split]), batch_size=batch_size, shuffle=True)
    val = DataLoader(TensorDataset(inputs[split:], targets[split:]), batch_size=1024)
    model = DemandNet(hidden, layers, dropout).to(DEVICE)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    criterion = nn.L1Loss()

    torch.autograd.set_detect_anomaly(True)
    for epoch in range(EPOCHS):
        model.train()
        for x, y in train:
            prediction = model(x.to(DEVICE))
            loss = criterion(prediction, y.to(DEVICE))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    model.eval()
    errors = []
    with torch.no_grad():
        for x, y in val:
            errors.append(criterion(model(x.to(DEVICE)), y.to(DEVICE)).item())
    return float(np.mean(errors))


if __name__ == "__main__":
    # joulewise: trainSamples=35040
    study = optuna.create_study(direction="minimize")
    study.optimize(objective, n_trials=60)
    print(study.best_params)
