/** A switch that slows every step of a training: one finding, with a safe fix. */
export const debugSwitch = 'import torch\ntorch.autograd.set_detect_anomaly(True)\nloss.backward()\n';
export const debugRule = 'debug-mode-left-on';

/** A training whose every input is in the code. */
export const training = `import torch
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

device = torch.device("cuda")
train_set = datasets.CIFAR10("data", train=True, download=True, transform=transforms.ToTensor())
loader = DataLoader(train_set, batch_size=128, shuffle=True)
model = models.resnet50(weights=None, num_classes=10).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
criterion = torch.nn.CrossEntropyLoss()

for epoch in range(90):
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimizer.step()
`;
/** The same on pictures of a size that keeps a GPU busy, so that slow loading is worth a word. */
export const heavyTraining = training.replace(
  'transforms.ToTensor()',
  'transforms.Compose([transforms.Resize(224), transforms.ToTensor()])',
);
export const loaderRule = 'dataloader-workers-zero';
