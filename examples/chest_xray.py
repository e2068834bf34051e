"""Fine-tune a ResNet-50 to tell pneumonia from healthy lungs on chest X-rays."""

import argparse
import os

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--data", default="data/chest_xray")
parser.add_argument("--epochs", type=int, default=30)
parser.add_argument("--batch-size", type=int, default=64)
parser.add_argument("--lr", type=float, default=1e-4)
parser.add_argument("--out", default="checkpoints")
args = parser.parse_args()

# joulewise: trainSamples=5216
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

normalize = transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
train_tf = transforms.Compose(
    [
        transforms.RandomResizedCrop(224, scale=(0.8, 1.0)),
        transforms.RandomHorizontalFlip(),
        transforms.ToTensor(),
        normalize,
    ]
)
eval_tf = transforms.Compose(
    [transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), normalize]
)

train_set = datasets.ImageFolder(os.path.join(args.data, "train"), train_tf)
val_set = datasets.ImageFolder(os.path.join(args.data, "val"), eval_tf)
train_loader = DataLoader(train_set, batch_size=args.batch_size, shuffle=True, pin_memory=True)
val_loader = DataLoader(val_set, batch_size=args.batch_size, num_workers=4)

model = models.resnet50(weights=models.ResNet50_Weights.DEFAULT)
model.fc = nn.Linear(model.fc.in_features, 2)
model = model.to(device)

criterion = nn.CrossEntropyLoss(weight=torch.tensor([2.9, 1.0], device=device))
optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=0.01)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=args.epochs)


def train_one_epoch(epoch):
    model.train()
    running, seen = 0.0, 0
    for images, labels in train_loader:
        images = images.to(device, non_blocking=True)
        labels = labels.to(device, non_blocking=True)
        logits = model(images)
        loss = criterion(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        running += loss.item() * labels.size(0)
        seen += labels.size(0)
    print(f"epoch {epoch}: loss {running / seen:.4f}")


def evaluate():
    model.eval()
    correct, seen = 0, 0
    for images, labels in val_loader:
        logits = model(images.to(device))
        correct += (logits.argmax(1).cpu() == labels).sum()
        seen += labels.size(0)
    return correct.item() / seen


best = 0.0
os.makedirs(args.out, exist_ok=True)
for epoch in range(args.epochs):
    train_one_epoch(epoch)
    scheduler.step()
    accuracy = evaluate()
    print(f"epoch {epoch}: validation accuracy {accuracy:.4f}")
    if accuracy > best:
        best = accuracy
        torch.save(model.state_dict(), os.path.join(args.out, "best.pt"))
