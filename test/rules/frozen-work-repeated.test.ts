import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('frozen-work-repeated');
const freeze = 'net.requires_grad_(False)\nnet.eval()\n';
const train = (prepare: string, features: string, data = 'datasets.ImageFolder("d")', epochs = '20'): string => `import torch
from torchvision import datasets, models
loader = torch.utils.data.DataLoader(${data})
net = models.resnet50(weights="DEFAULT")
head = torch.nn.Linear(1000, 5)
opt = torch.optim.Adam(head.parameters())
${prepare}for epoch in range(${epochs}):
    for x, y in loader:
        f = ${features}
        loss = torch.nn.functional.cross_entropy(head(f), y)
        loss.backward()
        opt.step()
`;

describe('frozen-work-repeated', () => {
  describe('says nothing of', () => {
    silent('a backbone that is trained', train('', 'net(x)'));
    silent('a backbone whose statistics are trained', train('net.requires_grad_(False)\n', 'net(x)'));
    silent('augmented samples', train(freeze, 'net(x)', 'datasets.ImageFolder("d", transform=RandomResizedCrop(224))'));
    silent(
      'a part of the parameters',
      train('for n, p in net.named_parameters():\n    if "fc" not in n:\n        p.requires_grad = False\nnet.eval()\n', 'net(x)'),
    );
    silent(
      'parameters frozen under a condition',
      train('for p in net.parameters():\n    if args.freeze:\n        p.requires_grad = False\nnet.eval()\n', 'net(x)'),
    );
    silent('a backbone that is trained later', train(`${freeze}def later():\n    net.requires_grad_(True)\n`, 'net(x)'));
    silent('features of what another model made', train(freeze, 'net(head(x))'));
    silent('data that is not known', train(freeze, 'net(x)', 'mine'));
    silent('one epoch', train(freeze, 'net(x)', 'datasets.ImageFolder("d")', '1'));
  });

  describe('of texts', () => {
    const diffuse = (prepare: string, more = ''): string => `import torch
from transformers import CLIPTextModel
from shop import Unet, loader
text_encoder = CLIPTextModel.from_pretrained("openai/clip-vit-large-patch14")
unet = Unet()
${prepare}
optimizer = torch.optim.AdamW(unet.parameters())
for epoch in range(args.num_train_epochs):
    for batch in loader:
        noise = torch.randn_like(batch["latents"])
        states = ENCODER(batch["input_ids"], return_dict=False)[0]
        loss = torch.nn.functional.mse_loss(unet(batch["latents"] + noise, states), noise)
        loss.backward()
        optimizer.step()
${more}`;
    const silentDiffuse = (name: string, prepare: string, more = ''): void => {
      silent(name, diffuse(prepare, more).replace('ENCODER', 'text_encoder'));
    };
    silentDiffuse('says nothing of an encoder that is trained', '');
    silentDiffuse('says nothing of one that is frozen for some', 'if args.freeze:\n    text_encoder.requires_grad_(False)');
    silentDiffuse('says nothing of one in training mode', 'text_encoder.requires_grad_(False)\ntext_encoder.train()');
    silentDiffuse('says nothing where captions are dropped', 'text_encoder.requires_grad_(False)\ncaption_dropout = 0.1');
    finds(
      'finds captions that are encoded again in every epoch',
      diffuse('text_encoder.requires_grad_(False)').replace('ENCODER', '«text_encoder»'),
      {
        severity: 'hint',
      },
    );
  });

  describe('finds', () => {
    finds('a backbone frozen at once', train(freeze, '«net»(x)'), { severity: 'hint', confidence: 'medium', fixes: [] });
    finds('parameters frozen one by one', train('for p in net.parameters():\n    p.requires_grad = False\nnet.eval()\n', '«net»(x)'));
    finds('features without recording', train(freeze, '«net»(x.cuda()).detach()'));
    finds('tensors', train(freeze, '«net»(x)', 'torch.utils.data.TensorDataset(a, b)'));
    finds('epochs that are not known', train(freeze, '«net»(x)', 'datasets.CIFAR10("d")', 'args.epochs'));
  });
});
