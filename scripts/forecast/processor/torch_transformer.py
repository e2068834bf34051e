import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(5000, 128)
        layer = nn.TransformerEncoderLayer(128, 4, 512, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=4)
        self.head = nn.Linear(128, 2)

    def forward(self, tokens):
        return self.head(self.encoder(self.embedding(tokens)).mean(1))


data = TensorDataset(torch.randint(0, 5000, (1024, 64)), torch.randint(0, 2, (1024,)))
loader = DataLoader(data, batch_size=32, shuffle=True)
model = Classifier()
optimizer = torch.optim.AdamW(model.parameters())
criterion = nn.CrossEntropyLoss()
for epoch in range(1):
    for inputs, labels in loader:
        optimizer.zero_grad()
        loss = criterion(model(inputs), labels)
        loss.backward()
        optimizer.step()
