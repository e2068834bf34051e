/** Lightning: Trainer, LightningModule, callbacks, Fabric. */
export const lightning = `
in lightning.pytorch
alias lightning.{Trainer,LightningModule,LightningDataModule,Callback,seed_everything} = lightning.pytorch.{}
alias lightning.pytorch.trainer = lightning.pytorch
alias lightning.pytorch.trainer.trainer = lightning.pytorch
alias lightning.pytorch.core.* = lightning.pytorch
alias lightning.pytorch.core = lightning.pytorch
alias lightning.pytorch.Callback = lightning.pytorch.callbacks.Callback
alias lightning.pytorch.callbacks.* = lightning.pytorch.callbacks
alias lightning.pytorch.loggers.* = lightning.pytorch.loggers
alias lightning.pytorch.utilities.seed.seed_everything = lightning.pytorch.seed_everything
# The signature says None for what is decided later: 32-true, every 50 steps, once an epoch.
class .Trainer(*, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision="32-true", logger=None, callbacks=None, fast_dev_run=False, max_epochs=None, min_epochs=None, max_steps=-1, min_steps=None, max_time=None, limit_train_batches=None, limit_val_batches=None, limit_test_batches=None, limit_predict_batches=None, overfit_batches=0.0, val_check_interval=1.0, check_val_every_n_epoch=1, num_sanity_val_steps=None, log_every_n_steps=50, enable_checkpointing=None, enable_progress_bar=None, enable_model_summary=None, accumulate_grad_batches=1, gradient_clip_val=None, gradient_clip_algorithm=None, deterministic=None, benchmark=None, inference_mode=True, use_distributed_sampler=True, profiler=None, detect_anomaly=False, barebones=False, plugins=None, sync_batchnorm=False, reload_dataloaders_every_n_epochs=0, default_root_dir=None, enable_autolog_hparams=True, model_registry=None)
[lightning<2] class .Trainer(logger=True, enable_checkpointing=True, callbacks=None, default_root_dir=None, gradient_clip_val=None, gradient_clip_algorithm=None, num_nodes=1, num_processes=None, devices=None, gpus=None, auto_select_gpus=None, tpu_cores=None, ipus=None, enable_progress_bar=True, overfit_batches=0.0, track_grad_norm=-1, check_val_every_n_epoch=1, fast_dev_run=False, accumulate_grad_batches=None, max_epochs=None, min_epochs=None, max_steps=-1, min_steps=None, max_time=None, limit_train_batches=None, limit_val_batches=None, limit_test_batches=None, limit_predict_batches=None, val_check_interval=1.0, log_every_n_steps=50, accelerator=None, strategy=None, sync_batchnorm=False, precision=32, enable_model_summary=True, num_sanity_val_steps=2, resume_from_checkpoint=None, profiler=None, benchmark=None, deterministic=None, reload_dataloaders_every_n_epochs=0, auto_lr_find=False, replace_sampler_ddp=True, detect_anomaly=False, auto_scale_batch_size=False, plugins=None, amp_backend=None, amp_level=None, move_metrics_to_cpu=False, multiple_trainloader_mode="max_size_cycle", inference_mode=True)
method .Trainer.fit(model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, weights_only=None) -> None
method .Trainer.{validate,test}(model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None, weights_only=None) -> list
method .Trainer.predict(model=None, dataloaders=None, datamodule=None, return_predictions=None, ckpt_path=None, weights_only=None) -> list
method .Trainer.tune(model, *args, **kwargs)
attribute .Trainer.{current_epoch,global_step,world_size,num_devices,max_epochs} : int
attribute .Trainer.callback_metrics : dict
class .LightningModule(*args, **kwargs) : torch.nn.Module
method .LightningModule.log(name, value, prog_bar=False, logger=None, on_step=None, on_epoch=None, reduce_fx="mean", enable_graph=False, sync_dist=False, sync_dist_group=None, add_dataloader_idx=True, batch_size=None, metric_attribute=None, rank_zero_only=False) -> None
method .LightningModule.log_dict(dictionary, prog_bar=False, logger=None, on_step=None, on_epoch=None, **kwargs) -> None
method .LightningModule.{save_hyperparameters,print}(*args, **kwargs) -> None
method .LightningModule.load_from_checkpoint(checkpoint_path, map_location=None, hparams_file=None, strict=None, weights_only=None, **kwargs) -> cls
method .LightningModule.manual_backward(loss, *args, **kwargs) -> None
method .LightningModule.{freeze,unfreeze}() -> None
attribute .LightningModule.device : torch.device
attribute .LightningModule.trainer : .Trainer
attribute .LightningModule.{current_epoch,global_step} : int
class .LightningDataModule()
class .callbacks.Callback()
class .callbacks.EarlyStopping(monitor, min_delta=0.0, patience=3, verbose=False, mode="min", strict=True, check_finite=True, stopping_threshold=None, divergence_threshold=None, check_on_train_epoch_end=None, log_rank_zero_only=False) : .callbacks.Callback
class .callbacks.ModelCheckpoint(dirpath=None, filename=None, monitor=None, verbose=False, save_last=None, save_top_k=1, save_on_exception=False, save_weights_only=False, mode="min", auto_insert_metric_name=True, every_n_train_steps=None, train_time_interval=None, every_n_epochs=None, save_on_train_epoch_end=None, enable_version_counter=True) : .callbacks.Callback
class .callbacks.LearningRateMonitor(logging_interval=None, log_momentum=False, log_weight_decay=False) : .callbacks.Callback
class .callbacks.StochasticWeightAveraging(swa_lrs, swa_epoch_start=0.8, annealing_epochs=10, annealing_strategy="cos", avg_fn=None, device=<device>) : .callbacks.Callback
class .callbacks.Timer(duration=None, interval="step", verbose=True) : .callbacks.Callback
class .callbacks.GradientAccumulationScheduler(scheduling) : .callbacks.Callback
class .callbacks.BackboneFinetuning(unfreeze_backbone_at_epoch=10, lambda_func=multiplicative, backbone_initial_ratio_lr=0.1, backbone_initial_lr=None, should_align=True, initial_denom_lr=10.0, train_bn=True, verbose=False, rounding=12) : .callbacks.Callback
class .callbacks.RichProgressBar(refresh_rate=100, leave=False, theme=<RichProgressBarTheme>, console_kwargs=None) : .callbacks.Callback
class .callbacks.TQDMProgressBar(refresh_rate=1, process_position=0, leave=False) : .callbacks.Callback
class .callbacks.ModelSummary(max_depth=1, **summarize_kwargs) : .callbacks.Callback
class .callbacks.DeviceStatsMonitor(cpu_stats=None) : .callbacks.Callback
class .loggers.{TensorBoardLogger,CSVLogger,WandbLogger,MLFlowLogger}(*args, **kwargs)
def .seed_everything(seed=None, workers=False, verbose=True) -> int
class .strategies.{DDPStrategy,FSDPStrategy,DeepSpeedStrategy}(*args, **kwargs)
class .profilers.{SimpleProfiler,AdvancedProfiler,PyTorchProfiler}(*args, **kwargs)
in lightning.fabric
alias lightning.Fabric = lightning.fabric.Fabric
alias lightning.fabric.fabric = lightning.fabric
class .Fabric(*, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision="32-true", plugins=None, callbacks=None, loggers=None)
method .Fabric.setup(module, *optimizers, scheduler=None, move_to_device=True, _reapply_compile=True) -> args
method .Fabric.setup_dataloaders(*dataloaders, use_distributed_sampler=True, move_to_device=True) -> args
method .Fabric.{setup_module,setup_optimizers,to_device}(obj, *args, **kwargs) -> arg(0)
method .Fabric.backward(tensor, *args, model=None, **kwargs) -> None
method .Fabric.{launch,print,log,log_dict,save,barrier,call}(*args, **kwargs)
method .Fabric.seed_everything(seed=None, workers=None, verbose=True) -> int
method .Fabric.autocast()
attribute .Fabric.device : torch.device
attribute .Fabric.{world_size,global_rank} : int
`;
