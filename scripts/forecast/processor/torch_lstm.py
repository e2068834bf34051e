import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(16, 128, num_layers=2, batch_first=True)
        self.head = nn.Linear(128, 5)

    def forward(self, x):
        hidden, _ = self.lstm(x)
        return self.head(hidden[:, -1])


data = TensorDataset(torch.randn(2048, 50, 16), torch.randint(0, 5, (2048,)))
loader = DataLoader(data, batch_size=64, shuffle=True)
model = Tagger()
optimizer = torch.optim.Adam(model.parameters())
criterion = nn.CrossEntropyLoss()
for epoch in range(3):
    for inputs, labels in loader:
        optimizer.zero_grad()
        loss = criterion(model(inputs), labels)
        loss.backward()
        optimizer.step()
