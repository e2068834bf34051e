import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('optuna-no-pruning');

describe('optuna-no-pruning', () => {
  describe('says nothing of', () => {
    silent(
      'an objective that reports and prunes',
      py`
      import optuna
      def objective(trial):
          for epoch in range(50):
              model.partial_fit(x, trial.suggest_float("lr", 0, 1))
              trial.report(model.score(v), epoch)
              if trial.should_prune():
                  raise optuna.TrialPruned()
          return model.score(v)
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'a fit without steps',
      py`
      import optuna
      from sklearn.svm import SVC
      def objective(trial):
          return SVC(C=trial.suggest_float("C", 0.1, 10)).fit(x, y).score(v, w)
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'a loop over folds',
      py`
      import optuna
      from sklearn.ensemble import RandomForestClassifier
      def objective(trial):
          scores = []
          for train, test in folds.split(x):
              model = RandomForestClassifier(trial.suggest_int("n", 10, 100))
              model.fit(x[train], y[train])
              scores.append(model.score(x[test], y[test]))
          return sum(scores) / len(scores)
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'two objectives to balance',
      py`
      import optuna
      def objective(trial):
          for epoch in range(50):
              train_epoch(model, trial.suggest_float("lr", 0, 1))
          return accuracy(model), energy(model)
      optuna.create_study(directions=["maximize", "minimize"]).optimize(objective, n_trials=100)
    `,
    );

    silent(
      'a trial handed to a callback',
      py`
      import optuna, keras
      from optuna_integration import TFKerasPruningCallback
      def objective(trial):
          model = keras.Sequential([keras.layers.Dense(trial.suggest_int("n", 8, 64))])
          model.fit(x, y, epochs=100, callbacks=[TFKerasPruningCallback(trial, "val_loss")])
          return model.evaluate(v, w)
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'a trial handed to code that was not found',
      py`
      import optuna
      from mylib import train_epochs, build
      def objective(trial):
          model = build(trial.suggest_int("n", 8, 64))
          for epoch in range(10):
              train_epochs(model, {"trial": trial, "epoch": epoch})
          return model.score
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'an imported objective',
      py`
      import optuna
      from mylib import objective
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'pruning switched off for a fit without steps',
      py`
      import optuna
      from sklearn.svm import SVC
      def objective(trial):
          return SVC(C=trial.suggest_float("C", 0.1, 10)).fit(x, y).score(v, w)
      optuna.create_study(pruner=optuna.pruners.NopPruner()).optimize(objective, n_trials=100)
    `,
    );

    silent(
      'pruning that an option switches off',
      py`
      import optuna, argparse
      parser = argparse.ArgumentParser()
      parser.add_argument("--pruning", action="store_true")
      args = parser.parse_args()
      def objective(trial):
          for epoch in range(50):
              train_epoch(trial.suggest_float("lr", 0, 1))
              trial.report(evaluate(), epoch)
              if trial.should_prune():
                  raise optuna.exceptions.TrialPruned()
          return evaluate()
      pruner = optuna.pruners.MedianPruner() if args.pruning else optuna.pruners.NopPruner()
      optuna.create_study(pruner=pruner).optimize(objective, n_trials=100)
    `,
    );

    silent(
      'fewer trials than the median pruner waits for',
      py`
      import optuna
      def objective(trial):
          for epoch in range(50):
              train_epoch(trial.suggest_float("lr", 0, 1))
          return evaluate()
      optuna.create_study().optimize(objective, n_trials=5)
    `,
    );

    silent(
      'a study from elsewhere, which may have two directions',
      py`
      import optuna
      def objective(trial):
          for epoch in range(50):
              train_epoch(trial.suggest_float("lr", 0, 1))
          return evaluate()
      def search(study):
          study.optimize(objective, n_trials=50)
      optuna.load_study(study_name="a", storage=url).optimize(objective, n_trials=50)
    `,
    );

    silent(
      'one epoch a trial',
      py`
      import optuna, keras
      def objective(trial):
          model = keras.Sequential([keras.layers.Dense(trial.suggest_int("n", 8, 64))])
          model.fit(x, y, epochs=1)
          for epoch in range(2):
              train_epoch(model)
          return model.evaluate(v, w)
      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );

    silent(
      'pruning in a class of its own',
      py`
      import optuna
      from optuna.exceptions import TrialPruned
      class Judge:
          def __init__(self, trial):
              self.trial = trial
          def __call__(self, value, epoch):
              self.trial.report(value, epoch)
              if self.trial.should_prune():
                  raise TrialPruned
      def objective(trial):
          judge = Judge(trial)
          for epoch in range(50):
              judge(train_epoch(trial.suggest_float("lr", 0, 1)), epoch)
          return evaluate()
      optuna.create_study().optimize(objective, n_trials=50)
    `,
    );

    silent(
      'one fit of CatBoost on a GPU, which takes no callbacks',
      py`
      import optuna
      from catboost import CatBoostClassifier
      def objective(trial):
          params = {"task_type": "GPU", "depth": trial.suggest_int("depth", 4, 10)}
          model = CatBoostClassifier(iterations=5000, **params)
          model.fit(X, y, eval_set=(Xv, yv), early_stopping_rounds=100)
          return model.best_score_["validation"]["AUC"]
      optuna.create_study(direction="maximize").optimize(objective, n_trials=100)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a loop over epochs that reports nothing',
      py`
      import optuna, torch
      def objective(trial):
          net = torch.nn.Sequential(torch.nn.Linear(10, 4096), torch.nn.Linear(4096, 1))
          opt = torch.optim.Adam(net.parameters(), lr=trial.suggest_float("lr", 1e-5, 1e-1, log=True))
          for epoch in range(50):
              for x, y in loader:
                  opt.zero_grad()
                  loss = ((net(x) - y) ** 2).mean()
                  loss.backward()
                  opt.step()
              accuracy = evaluate(net)
          return accuracy
      study = optuna.create_study(direction="maximize")
      «study.optimize»(objective, n_trials=100)
    `,
      { severity: 'warning', confidence: 'high', message: /never reports/, fixes: ['Report every epoch and prune'] },
    );

    finds(
      'a lambda around the objective, which trains in a function of its own',
      py`
      import optuna as op
      def train(lr, epochs):
          for epoch in range(epochs):
              for x, y in loader:
                  loss = net(x, y, lr)
                  loss.backward()
                  optimizer.step()
          return evaluate(net)
      def objective(trial, data):
          return train(trial.suggest_float("lr", 0, 1), epochs=30)
      def main(n_trials):
          study = op.create_study(study_name="a", storage=None)
          «study.optimize»(lambda trial: objective(trial, data), n_trials=n_trials, timeout=600)
      main(50)
    `,
      { fixes: [] },
    );

    finds(
      'a partial of the objective, and a fit of Keras',
      py`
      from functools import partial
      import optuna, keras
      def objective(trial, x, y):
          model = keras.Sequential([keras.layers.Dense(trial.suggest_int("n", 8, 64))])
          history = model.fit(x, y, epochs=100, validation_split=0.2, verbose=0)
          return min(history.history["val_loss"])
      study = optuna.create_study()
      «study.optimize»(partial(objective, x=x, y=y), n_trials=100)
    `,
    );

    finds(
      'a method and an object that is called',
      py`
      import optuna
      from shop import train_one_epoch, score
      class Search:
          def __init__(self, epochs):
              self.epochs = epochs
          def objective(self, trial):
              lr = trial.suggest_float("lr", 0, 1)
              for epoch in range(self.epochs):
                  train_one_epoch(self.model, lr)
              return score(self.model)
          def run(self):
              study = optuna.create_study()
              «study.optimize»(self.objective, n_trials=40)
      class Objective:
          def __call__(self, trial: optuna.Trial) -> float:
              for i in range(100):
                  model.partial_fit(x, y, trial.suggest_float("alpha", 0, 1))
              return model.score(v, w)
      «optuna.create_study().optimize»(Objective(), n_trials=40)
    `,
    );

    finds(
      'a Lightning trainer without its callback',
      py`
      import optuna
      import pytorch_lightning as pl
      def objective(trial: optuna.trial.Trial) -> float:
          trainer = pl.Trainer(max_epochs=EPOCHS, accelerator="auto")
          trainer.fit(Net(trial.suggest_int("width", 8, 64)), datamodule=data)
          return trainer.callback_metrics["val_acc"].item()
      study = optuna.create_study(direction="maximize")
      «study.optimize»(objective, n_trials=100, timeout=600)
    `,
    );

    finds(
      'reports that nobody acts on',
      py`
      import optuna
      def objective(trial):
          for epoch in range(50):
              train_epoch(trial.suggest_float("lr", 0, 1))
              trial.report(evaluate(), epoch)
          return evaluate()
      study = optuna.create_study(pruner=optuna.pruners.MedianPruner())
      «study.optimize»(objective, n_trials=100)
    `,
      { message: /never asks/ },
    );

    finds(
      'as a hint, a small network, and a search that ends after some minutes',
      py`
      import keras, optuna
      def small(trial):
          net = keras.Sequential([keras.layers.Dense(trial.suggest_int("width", 8, 64)), keras.layers.Dense(1)])
          net.compile("adam", "mse")
          return net.fit(x, y, epochs=50).history["loss"][-1]
      def large(trial):
          net = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(trial.suggest_int("width", 8, 64))])
          net.compile("adam", "mse")
          return net.fit(x, y, epochs=50).history["loss"][-1]
      «optuna.create_study().optimize»(small, n_trials=100)
      «optuna.create_study().optimize»(large, timeout=600)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, boosting over few rounds, and few trials of it',
      py`
      import optuna
      from lightgbm import LGBMClassifier
      def objective(trial):
          model = LGBMClassifier(n_estimators=trial.suggest_int("rounds", 100, 1000))
          model.fit(a, b, eval_set=[(c, d)])
          return model.score(c, d)
      def longer(trial):
          model = LGBMClassifier(n_estimators=10000, num_leaves=trial.suggest_int("leaves", 8, 256))
          model.fit(a, b, eval_set=[(c, d)])
          return model.score(c, d)
      «optuna.create_study().optimize»(objective, n_trials=100)
      «optuna.create_study().optimize»(longer, n_trials=15)
    `,
      { severity: 'hint' },
    );

    finds(
      'boosting judged on validation data, which stops by itself: less grave',
      py`
      import optuna
      import lightgbm as lgb
      def objective(trial):
          params = {"num_leaves": trial.suggest_int("leaves", 8, 256)}
          model = lgb.train(params, train, num_boost_round=5000, valid_sets=[valid], callbacks=[lgb.early_stopping(50)])
          return model.best_score["valid_0"]["auc"]
      study = optuna.create_study(direction="maximize")
      «study.optimize»(objective, n_trials=100)
    `,
      { severity: 'information', message: /pruning callback/ },
    );

    finds(
      'pruning switched off under an imported objective, and under one that reports',
      py`
      import optuna
      from optuna.pruners import NopPruner
      from mylib import objective
      optuna.create_study(«pruner=NopPruner()»).optimize(objective, n_trials=100)
      def other(trial):
          for epoch in range(50):
              train_epoch(trial.suggest_float("lr", 0, 1))
              trial.report(evaluate(), epoch)
              if trial.should_prune():
                  raise optuna.TrialPruned()
          return evaluate()
      study = optuna.create_study(direction="maximize", «pruner=NopPruner()»)
      study.optimize(other, n_trials=100)
    `,
      { message: /NopPruner/, fixes: ['Prune with Hyperband'] },
    );

    finds(
      'steps that are only counted',
      py`
      import optuna, torch
      def objective(trial):
          net = torch.nn.Linear(3, trial.suggest_int("width", 1, 9))
          opt = torch.optim.SGD(net.parameters(), lr=0.1)
          for step in range(1000):
              loss = net(x).pow(2).mean()
              loss.backward()
              opt.step()
          return loss.item()
      study = optuna.create_study()
      «study.optimize»(func=objective, n_trials=50)
    `,
    );

    finds(
      'an objective behind a lambda, which can be repaired all the same',
      py`
      import optuna
      def objective(trial, data):
          rate = trial.suggest_float("rate", 0, 1)
          for epoch in range(30):
              train(data, rate)
              accuracy = evaluate(data)
          return accuracy
      study = optuna.create_study()
      «study.optimize»(lambda t: objective(t, data), n_trials=60)
    `,
      { fixes: ['Report every epoch and prune'] },
    );

    finds('an objective in another cell of a notebook', [
      'import optuna, torch',
      'def objective(trial):\n    width = trial.suggest_int("width", 32, 1024)\n    net = torch.nn.Linear(20, width)\n    opt = torch.optim.Adam(net.parameters())\n    for epoch in range(100):\n        loss = ((net(X) - Y) ** 2).mean()\n        opt.zero_grad(); loss.backward(); opt.step()\n    return loss.item()',
      'study = optuna.create_study()\n«study.optimize»(objective, n_trials=80)',
    ]);
  });

  describe('repairs', () => {
    repairs(
      'by reporting what the objective returns',
      py`
      import optuna
      def objective(trial):
        lr = trial.suggest_float("lr", 0, 1)
        for epoch in range(100):  # long
          loss = train_epoch(lr)
          print(epoch); step()  # both
        return loss.item()
      study = optuna.create_study()
      «study.optimize»(objective, n_trials=80)
    `,
      {
        title: 'Report every epoch and prune',
        safe: false,
        gives: py`
      import optuna
      def objective(trial):
        lr = trial.suggest_float("lr", 0, 1)
        for epoch in range(100):  # long
          loss = train_epoch(lr)
          print(epoch); step()  # both
          trial.report(loss.item(), epoch)
          if trial.should_prune():
            raise optuna.TrialPruned()
        return loss.item()
      study = optuna.create_study()
      study.optimize(objective, n_trials=80)
    `,
      },
    );

    repairs(
      'with the name that the pruners have',
      py`
      import optuna as op
      from mylib import objective
      study = op.create_study(
          direction="maximize",
          «pruner=op.pruners.NopPruner()»,  # none
      )
      study.optimize(objective, n_trials=100)
    `,
      {
        title: 'Prune with Hyperband',
        safe: false,
        gives: py`
      import optuna as op
      from mylib import objective
      study = op.create_study(
          direction="maximize",
          pruner=op.pruners.HyperbandPruner(),  # none
      )
      study.optimize(objective, n_trials=100)
    `,
      },
    );

    finds(
      'folds of CatBoost on a GPU, which can be reported one by one',
      py`
      import optuna
      from catboost import CatBoostClassifier
      def objective(trial):
          total = 0
          for a, b in folds.split(X):
              model = CatBoostClassifier(iterations=5000, task_type="GPU", depth=trial.suggest_int("depth", 4, 10))
              model.fit(X[a], y[a], eval_set=(X[b], y[b]), early_stopping_rounds=100)
              total += model.score(X[b], y[b])
          return total
      «optuna.create_study().optimize»(objective, n_trials=100)
    `,
      { severity: 'information', message: /each fold/ },
    );
  });
});
