/** PyTorch Ignite. */
export const ignite = `in ignite -> .engine.Engine
alias ignite.engine.engine = ignite.engine
class .engine.Engine(process_function)
def .engine.create_supervised_trainer(model, optimizer, loss_fn, device?, non_blocking=False, ...)
def .engine.create_supervised_evaluator(model, metrics?, device?, non_blocking=False, ...)
method .engine.Engine.run(data?, max_epochs?, max_iters?, epoch_length?) -> ?
method .engine.Engine.{on,add_event_handler}(...) -> ?
class .handlers.EarlyStopping(patience, score_function, trainer, ...)
class .handlers.{ModelCheckpoint,Checkpoint,Timer}(...)
`;
