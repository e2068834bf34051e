import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('sweep-no-early-terminate');

const space = '"parameters": {"lr": {"min": 0.001, "max": 0.1}}';

describe('sweep-no-early-terminate', () => {
  describe('says nothing of', () => {
    silent('early termination', `import wandb\nwandb.sweep({"method": "random", "early_terminate": {"type": "hyperband"}, ${space}})\n`);
    silent('a search that learns', `import wandb\nwandb.sweep({"method": "bayes", ${space}})\n`);
    silent('few runs', `import wandb\nsweep = wandb.sweep({"method": "random", "run_cap": 5, ${space}})\n`);
    silent('an agent of few runs', `import wandb\nsweep = wandb.sweep({"method": "random", ${space}})\nwandb.agent(sweep, count=5)\n`);
    silent(
      'a small grid',
      'import wandb\nwandb.sweep({"method": "grid", "parameters": {"lr": {"values": [1, 2, 3]}, "n": {"value": 8}}})\n',
    );
    silent('a configuration from elsewhere', 'import wandb, yaml\nwandb.sweep(yaml.safe_load(open("sweep.yaml")))\n');
    silent(
      'a function that fits once',
      `import wandb\nfrom sklearn.svm import SVC\ndef run():\n    wandb.log({"score": SVC().fit(x, y).score(v, w)})\nwandb.agent(wandb.sweep({"method": "random", ${space}}), run)\n`,
    );
  });

  describe('finds', () => {
    finds('a random sweep', `import wandb\nconfig = {"method": "random", ${space}}\nsweep = «wandb.sweep»(config, project="a")\n`, {
      severity: 'hint',
    });
    finds(
      'a large grid',
      'import wandb\n«wandb.sweep»(sweep={"method": "grid", "parameters": {"lr": {"values": [1, 2, 3, 4]}, "n": {"values": [1, 2, 3]}}})\n',
    );
    finds(
      'a configuration that is completed later, and an agent',
      `import wandb\nconfig = {"method": "random"}\nconfig["parameters"] = {"lr": {"min": 0, "max": 1}}\ndef run():\n    for epoch in range(20):\n        train_epoch(model)\n        wandb.log({"loss": 1})\nwandb.agent(«wandb.sweep»(config), function=run, count=50)\n`,
    );
  });
});
