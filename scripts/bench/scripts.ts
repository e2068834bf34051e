import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileDocument, type SourceDocument } from '../../src/python/source/document';
import { root } from '../process.mjs';

/** The examples and every script in the fixtures. */
export function allScripts(): readonly SourceDocument[] {
  return ['examples', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .map((name) => path.join(root, folder, name))
      .map((file) => fileDocument(path.relative(root, file), readFileSync(file, 'utf8'))),
  );
}

/** What long training scripts are made of besides the training: datasets, blocks of models, metrics and preparations. */
const parts = (name: string): string => `

class ${name}Dataset(Dataset):
    """Items of a table, with the files that belong to them."""

    def __init__(self, frame, root, transform=None, size=224):
        self.frame = frame.reset_index(drop=True)
        self.root = root
        self.transform = transform
        self.size = size

    def __len__(self):
        return len(self.frame)

    def __getitem__(self, index):
        row = self.frame.iloc[index]
        image = Image.open(os.path.join(self.root, row['file'])).convert('RGB')
        if self.transform is not None:
            image = self.transform(image)
        target = torch.tensor(row['label'], dtype=torch.long)
        return image, target


class ${name}Block(nn.Module):
    def __init__(self, channels, width=64, stride=1, dropout=0.1):
        super().__init__()
        self.first = nn.Conv2d(channels, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.second = nn.Conv2d(width, width, kernel_size=3, padding=1, bias=False)
        self.dropout = nn.Dropout(dropout)
        self.shortcut = nn.Identity() if channels == width and stride == 1 else nn.Conv2d(channels, width, 1, stride=stride)

    def forward(self, x):
        out = F.relu(self.norm(self.first(x)))
        out = self.dropout(self.second(out))
        return F.relu(out + self.shortcut(x))


def ${name.toLowerCase()}_metrics(outputs, targets, threshold=0.5):
    scores = torch.sigmoid(outputs).cpu().numpy()
    labels = targets.cpu().numpy()
    results = {}
    for index, name in enumerate(['precision', 'recall', 'f1']):
        values = [score[index] for score in scores if score[index] > threshold]
        if len(values) == 0:
            results[name] = 0.0
            continue
        results[name] = float(np.mean(values)) / max(labels.sum(), 1)
    return results


def ${name.toLowerCase()}_folds(path, folds=5, seed=42):
    frame = pd.read_csv(path)
    frame = frame[frame['label'].notna()].copy()
    frame['label'] = frame['label'].astype(int)
    splitter = StratifiedKFold(n_splits=folds, shuffle=True, random_state=seed)
    for fold, (_, chosen) in enumerate(splitter.split(frame, frame['label'])):
        frame.loc[chosen, 'fold'] = fold
    print(f'{len(frame)} rows in {folds} folds')
    return frame
`;

const imports = `import os
import numpy as np
import pandas as pd
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image
from sklearn.model_selection import StratifiedKFold
from torch.utils.data import Dataset
`;

/** One script of a thousand lines: an example, and before it datasets, models and functions that it might use. */
export function longScript(): string {
  const example = readFileSync(path.join(root, 'examples', 'chest_xray.py'), 'utf8');
  const names = ['Chest', 'Bone', 'Skin', 'Retina', 'Heart', 'Lung', 'Liver', 'Brain', 'Spine', 'Knee', 'Hand', 'Hip', 'Jaw', 'Rib', 'Eye'];
  const before: string[] = [];
  for (const name of names) {
    if (`${imports}${before.join('')}${example}`.split('\n').length < 1000) {
      before.push(parts(name));
    }
  }
  return `${imports}${before.join('')}\n\n${example}`;
}

/** A script after a statement was added, each time in front of another one. */
export function withOneEdit(text: string, round: number): string {
  const starts = [...text.matchAll(/^(?=[a-zA-Z_]\w* = )/gm)].map(({ index }) => index);
  const at = starts[(round * 7) % Math.max(starts.length, 1)] ?? text.length;
  return `${text.slice(0, at)}edited = ${String(round)}\n${text.slice(at)}`;
}

export function linesOf({ fragments }: SourceDocument): number {
  return fragments.reduce((sum, { text }) => sum + text.split('\n').length, 0);
}
