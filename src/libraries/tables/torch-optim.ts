/** PyTorch: optimizers and learning-rate schedules. */
export const torchOptim = `
in torch.optim
class .Optimizer(params, defaults)
alias torch.optim.optimizer = torch.optim
method .Optimizer.step(closure=None)
method .Optimizer.zero_grad(set_to_none=True) -> None
[torch<2] method .Optimizer.zero_grad(set_to_none=False) -> None
method .Optimizer.state_dict() -> dict
method .Optimizer.load_state_dict(state_dict) -> None
method .Optimizer.add_param_group(param_group) -> None
attribute .Optimizer.param_groups : list
class .SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None, differentiable=False, fused=None) : .Optimizer
class .Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False, *, foreach=None, maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False) : .Optimizer
class .AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, amsgrad=False, *, maximize=False, foreach=None, capturable=False, differentiable=False, fused=None) : .Optimizer
class .NAdam(params, lr=0.002, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False) : .Optimizer
class .RAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False) : .Optimizer
class .Adamax(params, lr=0.002, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None, *, maximize=False, differentiable=False, capturable=False) : .Optimizer
class .Adadelta(params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None, *, capturable=False, maximize=False, differentiable=False) : .Optimizer
class .Adagrad(params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, maximize=False, differentiable=False, fused=None) : .Optimizer
class .RMSprop(params, lr=0.01, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False, capturable=False, foreach=None, maximize=False, differentiable=False) : .Optimizer
class .Rprop(params, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-6, 50), *, capturable=False, foreach=None, maximize=False, differentiable=False) : .Optimizer
class .ASGD(params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, foreach=None, maximize=False, differentiable=False, capturable=False) : .Optimizer
class .SparseAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, maximize=False) : .Optimizer
class .LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9, history_size=100, line_search_fn=None) : .Optimizer
class .Adafactor(params, lr=0.01, beta2_decay=-0.8, eps=(None, 0.001), d=1.0, weight_decay=0.0, *, foreach=None, maximize=False) : .Optimizer
class .Muon(params, lr=0.001, weight_decay=0.1, momentum=0.95, nesterov=True, ns_coefficients=(3.4445, -4.775, 2.0315), eps=1e-7, ns_steps=5, adjust_lr_fn=None) : .Optimizer
alias torch.optim.{sgd,adam,adamw,nadam,radam,adamax,adadelta,adagrad,rmsprop,rprop,asgd,sparse_adam,lbfgs} = torch.optim
class .swa_utils.AveragedModel(model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False) : torch.nn.Module
class .swa_utils.SWALR(optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1) : .lr_scheduler.LRScheduler
in torch.optim.lr_scheduler
class .LRScheduler(optimizer, last_epoch=-1)
alias torch.optim.lr_scheduler._LRScheduler = torch.optim.lr_scheduler.LRScheduler
method .LRScheduler.step(epoch=None) -> None
method .LRScheduler.get_last_lr() -> list
method .LRScheduler.state_dict() -> dict
class .StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1) : .LRScheduler
class .MultiStepLR(optimizer, milestones, gamma=0.1, last_epoch=-1) : .LRScheduler
class .ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1) : .LRScheduler
class .LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1) : .LRScheduler
class .ExponentialLR(optimizer, gamma, last_epoch=-1) : .LRScheduler
class .PolynomialLR(optimizer, total_iters=5, power=1.0, last_epoch=-1) : .LRScheduler
class .CosineAnnealingLR(optimizer, T_max, eta_min=0.0, last_epoch=-1) : .LRScheduler
class .CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1) : .LRScheduler
class .CyclicLR(optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode="triangular", gamma=1.0, scale_fn=None, scale_mode="cycle", cycle_momentum=True, base_momentum=0.8, max_momentum=0.9, last_epoch=-1) : .LRScheduler
class .OneCycleLR(optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy="cos", cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, three_phase=False, last_epoch=-1) : .LRScheduler
class .{LambdaLR,MultiplicativeLR}(optimizer, lr_lambda, last_epoch=-1) : .LRScheduler
class .SequentialLR(optimizer, schedulers, milestones, last_epoch=-1) : .LRScheduler
class .ChainedScheduler(schedulers, optimizer=None) : .LRScheduler
class .ReduceLROnPlateau(optimizer, mode="min", factor=0.1, patience=10, threshold=0.0001, threshold_mode="rel", cooldown=0, min_lr=0, eps=1e-8) : .LRScheduler
method .ReduceLROnPlateau.step(metrics, epoch=None) -> None
`;
