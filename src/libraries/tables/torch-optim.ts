/** PyTorch: optimizers and learning-rate schedules. */
export const torchOptim = `
in torch.optim
class .Optimizer(params, defaults)
class .lr_scheduler.LRScheduler(optimizer, last_epoch=-1)
in torch.optim : .Optimizer
alias torch.optim.optimizer = torch.optim
method .Optimizer.step(closure?)
method .Optimizer.zero_grad(set_to_none=True) -> None
[torch<2] method .Optimizer.zero_grad(set_to_none=False) -> None
method .Optimizer.state_dict() -> dict
method .Optimizer.load_state_dict(state_dict) -> None
method .Optimizer.add_param_group(param_group) -> None
attribute .Optimizer.param_groups : list
class .SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, foreach?, fused?, **)
class .Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False, *, foreach?, fused?, **)
class .AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, amsgrad=False, *, foreach?, fused?, **)
class .NAdam(params, lr=0.002, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=False, **)
class .RAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False, **)
class .Adamax(params, lr=0.002, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, **)
class .Adadelta(params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, **)
class .Adagrad(params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, **)
class .RMSprop(params, lr=0.01, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False, **)
class .Rprop(params, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-6, 50), **)
class .ASGD(params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, **)
class .SparseAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, maximize=False)
class .LBFGS(params, lr=1, max_iter=20, max_eval?, tolerance_grad=1e-7, tolerance_change=1e-9, history_size=100, line_search_fn?)
class .Adafactor(params, lr=0.01, beta2_decay=-0.8, eps=(None, 0.001), d=1.0, weight_decay=0.0, **)
class .Muon(params, lr=0.001, weight_decay=0.1, momentum=0.95, nesterov=True, **)
alias torch.optim.{sgd,adam,adamw,nadam,radam,adamax,adadelta,adagrad,rmsprop,rprop,asgd,sparse_adam,lbfgs} = torch.optim
class .swa_utils.AveragedModel(model, device?, avg_fn?, multi_avg_fn?, use_buffers=False) : torch.nn.Module
class .swa_utils.SWALR(optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1) : .lr_scheduler.LRScheduler
in torch.optim.lr_scheduler : .LRScheduler
alias torch.optim.lr_scheduler._LRScheduler = torch.optim.lr_scheduler.LRScheduler
method .LRScheduler.step(epoch?) -> None
method .LRScheduler.get_last_lr() -> list
method .LRScheduler.state_dict() -> dict
class .StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1)
class .MultiStepLR(optimizer, milestones, gamma=0.1, last_epoch=-1)
class .ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1)
class .LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1)
class .ExponentialLR(optimizer, gamma, last_epoch=-1)
class .PolynomialLR(optimizer, total_iters=5, power=1.0, last_epoch=-1)
class .CosineAnnealingLR(optimizer, T_max, eta_min=0.0, last_epoch=-1)
class .CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1)
class .CyclicLR(optimizer, base_lr, max_lr, step_size_up=2000, step_size_down?, mode="triangular", **)
class .OneCycleLR(optimizer, max_lr, total_steps?, epochs?, steps_per_epoch?, **)
class .{LambdaLR,MultiplicativeLR}(optimizer, lr_lambda, last_epoch=-1)
class .SequentialLR(optimizer, schedulers, milestones, last_epoch=-1)
class .ChainedScheduler(schedulers, optimizer?)
class .ReduceLROnPlateau(optimizer, mode="min", factor=0.1, patience=10, threshold=0.0001, threshold_mode="rel", cooldown=0, min_lr=0, eps=1e-8)
method .ReduceLROnPlateau.step(metrics, epoch?) -> None
`;
