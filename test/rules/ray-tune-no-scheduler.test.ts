import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('ray-tune-no-scheduler');

const steps = `from ray import train, tune
from ray.tune.schedulers import ASHAScheduler, FIFOScheduler
def steps(config):
    for epoch in range(10):
        train.report({"loss": step(config["lr"])})
`;

describe('ray-tune-no-scheduler', () => {
  describe('says nothing of', () => {
    silent('a scheduler of tune.run', `${steps}tune.run(steps, num_samples=100, scheduler=ASHAScheduler())\n`);
    silent(
      'a scheduler of a Tuner',
      `${steps}tune.Tuner(steps, tune_config=tune.TuneConfig(num_samples=100, scheduler=ASHAScheduler()))\n`,
    );
    silent(
      'a scheduler from elsewhere',
      `${steps}tune.run(steps, num_samples=100, scheduler=make())\ntune.run(steps, num_samples=100, **options)\n`,
    );
    silent(
      'settings from elsewhere',
      `${steps}tune.Tuner(steps, tune_config=config)\ntune.Tuner(steps, tune_config=tune.TuneConfig(num_samples=100, **options))\n`,
    );
    silent('few trials', `${steps}tune.run(steps, num_samples=10)\ntune.Tuner(steps)\ntune.run(steps, num_samples=args.samples)\n`);
    silent(
      'one report at the end',
      py`
      from ray import tune
      from sklearn.svm import SVC
      def once(config):
          tune.report(score=SVC(C=config["C"]).fit(x, y).score(v, w))
      tune.run(once, num_samples=100)
    `,
    );
    silent('a trainable from elsewhere', 'from ray import tune\nfrom shop import trainable\ntune.run(trainable, num_samples=100)\n');
    silent(
      'a large grid, of which another rule speaks',
      `${steps}tune.run(steps, num_samples=2, config={"lr": tune.grid_search(list(range(30)))})\n`,
    );
  });

  describe('finds', () => {
    finds('tune.run', `${steps}«tune.run»(steps, config={"lr": tune.uniform(0, 1)}, num_samples=100)\n`, {
      severity: 'hint',
      confidence: 'high',
      fixes: [],
    });
    finds(
      'a Tuner',
      `${steps}config = tune.TuneConfig(metric="loss", mode="min", num_samples=50)\n«tune.Tuner»(steps, tune_config=config).fit()\n`,
      {
        fixes: ['Stop poor trials with ASHA'],
      },
    );
    finds(
      'resources around the trainable',
      `${steps}«tune.Tuner»(tune.with_resources(steps, {"gpu": 1}), tune_config=tune.TuneConfig(num_samples=50))\n`,
    );
    finds(
      'a scheduler that stops nothing',
      `${steps}«tune.run»(steps, num_samples=50, scheduler=FIFOScheduler())\n«tune.run»(steps, num_samples=50, scheduler=None)\n`,
    );
    finds('a small grid that is repeated', `${steps}«tune.run»(steps, num_samples=10, config={"lr": tune.grid_search([1, 2, 3])})\n`);
    finds(
      'a class of Ray',
      py`
      from ray import tune
      class Net(tune.Trainable):
          def step(self):
              return {"loss": self.train_one()}
      analysis = «tune.run»(Net, num_samples=30, stop={"training_iteration": 100})
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'the settings that name metric and mode',
      `${steps}«tune.run»(\n    steps,\n    metric="loss",\n    mode="min",\n    num_samples=100,\n)\n`,
      {
        title: 'Stop poor trials with ASHA',
        safe: false,
        gives: `${steps}tune.run(\n    steps,\n    metric="loss",\n    mode="min",\n    num_samples=100,\n    scheduler=ASHAScheduler(),\n)\n`,
      },
    );
  });
});
