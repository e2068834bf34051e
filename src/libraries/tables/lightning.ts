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
class .Trainer(*, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision="32-true", logger?, callbacks?, fast_dev_run=False, max_epochs?, min_epochs?, max_steps=-1, min_steps?, max_time?, limit_train_batches?, limit_val_batches?, limit_test_batches?, limit_predict_batches?, overfit_batches=0.0, val_check_interval=1.0, check_val_every_n_epoch=1, num_sanity_val_steps?, log_every_n_steps=50, enable_checkpointing?, enable_progress_bar?, enable_model_summary?, accumulate_grad_batches=1, gradient_clip_val?, gradient_clip_algorithm?, deterministic?, benchmark?, inference_mode=True, use_distributed_sampler=True, profiler?, detect_anomaly=False, barebones=False, plugins?, sync_batchnorm=False, reload_dataloaders_every_n_epochs=0, default_root_dir?, enable_autolog_hparams=True, model_registry?)
def .Trainer.from_argparse_args(args, **) -> .Trainer
[lightning<2] class .Trainer(logger=True, enable_checkpointing=True, callbacks?, default_root_dir?, gradient_clip_val?, gradient_clip_algorithm?, num_nodes=1, num_processes?, devices?, gpus?, auto_select_gpus?, tpu_cores?, *, overfit_batches=0.0, check_val_every_n_epoch=1, fast_dev_run=False, accumulate_grad_batches?, max_epochs?, min_epochs?, max_steps=-1, max_time?, limit_train_batches?, limit_val_batches?, val_check_interval=1.0, log_every_n_steps=50, accelerator?, strategy?, precision=32, profiler?, benchmark?, detect_anomaly=False, amp_backend?, inference_mode=True, **)
method .Trainer.fit(model, train_dataloaders?, val_dataloaders?, datamodule?, ckpt_path?, weights_only?) -> None
method .Trainer.{validate,test}(model?, dataloaders?, ckpt_path?, verbose=True, datamodule?, weights_only?) -> list
method .Trainer.predict(model?, dataloaders?, datamodule?, return_predictions?, ckpt_path?, weights_only?) -> list
method .Trainer.tune(model, ...)
attribute .Trainer.{current_epoch,global_step,world_size,num_devices,max_epochs} : int
attribute .Trainer.callback_metrics : dict
class .LightningModule(...) : torch.nn.Module
method .LightningModule.log(name, value, prog_bar=False, logger?, on_step?, on_epoch?, **) -> None
method .LightningModule.log_dict(dictionary, prog_bar=False, logger?, on_step?, on_epoch?, **) -> None
method .LightningModule.{save_hyperparameters,print}(...) -> None
method .LightningModule.load_from_checkpoint(checkpoint_path, map_location?, hparams_file?, strict?, weights_only?, **) -> cls
method .LightningModule.manual_backward(loss, ...) -> None
method .LightningModule.{freeze,unfreeze}() -> None
attribute .LightningModule.device : torch.device
attribute .LightningModule.trainer : .Trainer
attribute .LightningModule.{current_epoch,global_step} : int
class .LightningDataModule()
method .LightningDataModule.save_hyperparameters(...) -> None
class .cli.LightningCLI(model_class?, datamodule_class?, save_config_callback?, save_config_kwargs?, trainer_class?, trainer_defaults?, seed_everything_default=True, parser_kwargs?, parser_class?, subclass_mode_model=False, subclass_mode_data=False, args?, run=True, auto_configure_optimizers=True)
alias lightning.pytorch.demos.mnist_datamodule.MNIST = torchvision.datasets.MNIST
class .callbacks.Callback()
class .callbacks.EarlyStopping(monitor, min_delta=0.0, patience=3, verbose=False, mode="min", **) : .callbacks.Callback
class .callbacks.ModelCheckpoint(dirpath?, filename?, monitor?, verbose=False, save_last?, save_top_k=1, *, mode="min", every_n_train_steps?, every_n_epochs?, **) : .callbacks.Callback
class .callbacks.{LearningRateMonitor,StochasticWeightAveraging,Timer,GradientAccumulationScheduler,BackboneFinetuning,RichProgressBar,TQDMProgressBar,ModelSummary,DeviceStatsMonitor,BatchSizeFinder,LearningRateFinder}(...) : .callbacks.Callback
def .seed_everything(seed?, workers=False, verbose=True) -> int
class .strategies.{DDPStrategy,FSDPStrategy,DeepSpeedStrategy}(...)
in lightning.fabric
alias lightning.Fabric = lightning.fabric.Fabric
alias lightning.fabric.fabric = lightning.fabric
class .Fabric(*, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision="32-true", plugins?, callbacks?, loggers?)
method .Fabric.setup(module, *optimizers, scheduler?, move_to_device=True, _reapply_compile=True) -> args
method .Fabric.setup_dataloaders(*dataloaders, use_distributed_sampler=True, move_to_device=True) -> args
method .Fabric.{setup_module,setup_optimizers,to_device}(...) -> arg(0)
method .Fabric.backward(tensor, *args, model?, **) -> None
method .Fabric.{launch,print,log,log_dict,save,barrier,call}(...)
method .Fabric.seed_everything(seed?, workers?, verbose=True) -> int
method .Fabric.autocast()
attribute .Fabric.device : torch.device
attribute .Fabric.{world_size,global_rank} : int
`;
