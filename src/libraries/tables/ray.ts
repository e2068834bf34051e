/** Ray Tune. */
export const ray = `in ray
def .init(...)
def .tune.run(run_or_experiment, *, name?, metric?, mode?, stop?, config?, resources_per_trial?, num_samples=1, search_alg?, scheduler?, **)
class .tune.Tuner(trainable?, *, param_space?, tune_config?, run_config?)
method .tune.Tuner.fit()
class .tune.TuneConfig(mode?, metric?, search_alg?, scheduler?, num_samples=1, max_concurrent_trials?, ...)
alias ray.tune.tune_config = ray.tune
def .tune.grid_search(values)
def .tune.{choice,uniform,loguniform,randint,quniform,randn}(...)
class .tune.schedulers.{ASHAScheduler,AsyncHyperBandScheduler,HyperBandScheduler,PopulationBasedTraining,MedianStoppingRule,FIFOScheduler}(...)
`;
