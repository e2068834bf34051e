import { Assessor, type Workspace } from '../../../src/assess/assess';
import { loadParser, loadReference } from '../../../src/cli/assets';
import { nothingChosen, type Configuration } from '../../../src/assess/configuration';

let loading: Promise<Assessor> | undefined;

/** One engine with the shipped tables for all tests. */
export function engine(): Promise<Assessor> {
  loading ??= loadParser().then((parser) => new Assessor(parser, loadReference));
  return loading;
}

export const noFiles: Workspace = { read: () => null };

export function files(texts: Readonly<Record<string, string>>): Workspace {
  return { read: (path) => texts[path] ?? null };
}

export const a100: Configuration = { ...nothingChosen, hardware: 'A100', region: 'us-east-1' };

/** Trains ResNet-50 from scratch on a small data set, in float32, without loader workers. */
export const foodPy = `import torch
import torch.nn as nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

tf = transforms.Compose([transforms.RandomResizedCrop(224), transforms.ToTensor()])
train = datasets.Food101('data', split='train', transform=tf)
loader = DataLoader(train, batch_size=64, shuffle=True)
model = models.resnet50(weights=None, num_classes=101).to('cuda')
opt = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn = nn.CrossEntropyLoss()
for epoch in range(90):
    for x, y in loader:
        x, y = x.to('cuda'), y.to('cuda')
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
`;
