/** Weights & Biases. */
export const wandb = `in wandb
def .init(entity?, project?, dir?, id?, name?, notes?, tags?, config?, **) -> .Run
class .Run()
attribute .Run.config : .Config
attribute wandb.config : .Config
class .Config() : dict
method .Config.update(d, allow_val_change?) -> None
def .log(data, step?, commit?) -> None
def .watch(models, criterion?, log="gradients", log_freq=1000, idx?, log_graph=False) -> None
def .sweep(sweep, ...) -> str
def .agent(sweep_id, function?, entity?, project?, count?) -> None
def .finish(...) -> None
`;
