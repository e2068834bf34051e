import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('long-run-no-checkpoint');

const loop = (header: string, behind = '', device = 'cuda'): string => `import torch
model = torch.nn.Linear(8, 2).to("${device}")
${header}
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
${behind}`;

describe('long-run-no-checkpoint', () => {
  describe('says nothing of', () => {
    silent('graphs, which are small', `import torch_geometric\n${loop('for epoch in range(200):')}`);

    silent('weights saved at the end', loop('for epoch in range(200):', 'torch.save(model.state_dict(), "last.pt")\n'));
    silent('a helper that saves', loop('for epoch in range(200):', '    keeper.save_checkpoint(model)\n'));
    silent('few epochs', loop('for epoch in range(20):'));
    silent('epochs from elsewhere', loop('for epoch in range(config.epochs):'));
    silent('the CPU', loop('for epoch in range(200):', '', 'cpu'));
    silent('a notebook', [loop('for epoch in range(200):')]);
    silent(
      'arguments that save',
      'from transformers import TrainingArguments\nTrainingArguments("out", num_train_epochs=100)\nTrainingArguments("out", save_strategy="no", num_train_epochs=3)\n',
    );
  });

  describe('finds', () => {
    finds('many epochs on a GPU', loop('«for epoch in range(200)»:'), { severity: 'hint', fixes: [] });
    finds('a number that is named', loop('from tqdm import tqdm\nEPOCHS = 100\n«for epoch in tqdm(range(EPOCHS))»:'));
    finds(
      'a function with options',
      `import argparse, torch
parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=90)
args = parser.parse_args()
def train(model):
    «for epoch in range(args.epochs)»:
        for x, y in loader:
            loss = criterion(model(x.cuda()), y.cuda())
            loss.backward()
            optimizer.step()
train(torch.nn.Linear(8, 2).cuda())
`,
    );
    finds(
      'arguments that save nothing',
      'from transformers import TrainingArguments\nTrainingArguments("out", num_train_epochs=100, «save_strategy="no"»)\n',
    );
  });
});
