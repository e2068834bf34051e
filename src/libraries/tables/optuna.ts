/** Optuna. */
export const optuna = `in optuna
def .create_study(*, storage?, sampler?, pruner?, study_name?, direction?, load_if_exists=False, directions?) -> .Study
def .load_study(*, study_name, storage, sampler?, pruner?) -> .Study
class .Study(study_name, storage, sampler?, pruner?)
class .Trial(study, trial_id)
alias optuna.study = optuna
alias optuna.study.study = optuna
alias optuna.trial = optuna
method .Study.optimize(func, n_trials?, timeout?, n_jobs=1, catch=(), callbacks?, gc_after_trial=False, show_progress_bar=False) -> None
attribute .Study.best_params : dict
attribute .Study.best_value : float
method .Trial.suggest_int(name, low, high, *, step=1, log=False) -> int
method .Trial.suggest_float(name, low, high, *, step?, log=False) -> float
method .Trial.{suggest_loguniform,suggest_uniform}(name, low, high) -> float
method .Trial.suggest_categorical(name, choices)
method .Trial.report(value, step) -> None
method .Trial.should_prune() -> bool
class .TrialPruned() : Exception
alias optuna.exceptions.TrialPruned = optuna.TrialPruned
class .pruners.BasePruner()
class .pruners.{MedianPruner,PercentilePruner,SuccessiveHalvingPruner,HyperbandPruner,PatientPruner,ThresholdPruner,NopPruner}(...) : .pruners.BasePruner
class .samplers.GridSampler(search_space, seed?) : .samplers.BaseSampler
class .samplers.{TPESampler,RandomSampler,CmaEsSampler,NSGAIISampler,QMCSampler}(...) : .samplers.BaseSampler
class .samplers.BaseSampler()
class .integration.{PyTorchLightningPruningCallback,TFKerasPruningCallback,KerasPruningCallback,XGBoostPruningCallback,LightGBMPruningCallback}(trial, ...)
`;
