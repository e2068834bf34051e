/** Hugging Face accelerate. */
export const accelerate = `
in accelerate
class .Accelerator(device_placement=True, split_batches=False, mixed_precision=None, gradient_accumulation_steps=1, cpu=False, dataloader_config=None, deepspeed_plugin=None, fsdp_plugin=None, torch_tp_plugin=None, megatron_lm_plugin=None, rng_types=None, log_with=None, project_dir=None, project_config=None, gradient_accumulation_plugin=None, step_scheduler_with_optimizer=True, kwargs_handlers=None, dynamo_backend=None, dynamo_plugin=None, deepspeed_plugins=None, parallelism_config=None)
alias accelerate.accelerator = accelerate
method .Accelerator.prepare(*args, device_placement=None) -> args
method .Accelerator.{prepare_model,prepare_data_loader,prepare_optimizer,prepare_scheduler}(obj, *args, **kwargs) -> arg(0)
method .Accelerator.{unwrap_model,free_memory}(model, *args, **kwargs) -> arg(0)
method .Accelerator.backward(loss, **kwargs) -> None
method .Accelerator.accumulate(*models)
method .Accelerator.autocast(autocast_handler=None)
method .Accelerator.no_sync(model)
method .Accelerator.clip_grad_norm_(parameters, max_norm, norm_type=2) -> torch.Tensor
method .Accelerator.{gather,gather_for_metrics,reduce}(tensor, *args, **kwargs) -> torch.Tensor
method .Accelerator.{print,log,save,save_state,wait_for_everyone,init_trackers,end_training}(*args, **kwargs) -> None
attribute .Accelerator.device : torch.device
attribute .Accelerator.{is_main_process,is_local_main_process,sync_gradients} : bool
attribute .Accelerator.{num_processes,process_index,gradient_accumulation_steps} : int
attribute .Accelerator.mixed_precision : str
def .utils.set_seed(seed, device_specific=False, deterministic=False) -> None
def .init_empty_weights(include_buffers=None)
def .notebook_launcher(function, args=(), num_processes=None, mixed_precision="no", **kwargs)
class .DeepSpeedPlugin(hf_ds_config=None, gradient_accumulation_steps=None, gradient_clipping=None, zero_stage=None, **kwargs)
`;
