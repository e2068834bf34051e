/** Hugging Face accelerate. */
export const accelerate = `
in accelerate
class .Accelerator(device_placement=True, split_batches=False, mixed_precision?, gradient_accumulation_steps=1, cpu=False, *, dynamo_backend?, **)
alias accelerate.accelerator = accelerate
method .Accelerator.prepare(*args, device_placement?) -> args
method .Accelerator.{prepare_model,prepare_data_loader,prepare_optimizer,prepare_scheduler}(...) -> arg(0)
method .Accelerator.{unwrap_model,free_memory}(...) -> arg(0)
method .Accelerator.backward(loss, **) -> None
method .Accelerator.accumulate(*models)
method .Accelerator.autocast(autocast_handler?)
method .Accelerator.no_sync(model)
method .Accelerator.clip_grad_norm_(parameters, max_norm, norm_type=2) -> torch.Tensor
method .Accelerator.{gather,gather_for_metrics,reduce}(...) -> torch.Tensor
method .Accelerator.{print,log,save,save_state,wait_for_everyone,init_trackers,end_training}(...) -> None
attribute .Accelerator.device : torch.device
attribute .Accelerator.{is_main_process,is_local_main_process,sync_gradients} : bool
attribute .Accelerator.{num_processes,process_index,gradient_accumulation_steps} : int
attribute .Accelerator.mixed_precision : str
def .utils.set_seed(seed, device_specific=False, deterministic=False) -> None
def .init_empty_weights(include_buffers?)
def .utils.find_executable_batch_size(function?, starting_batch_size=128, reduce_batch_size_fn?) -> arg(0)
def .notebook_launcher(function, args=(), num_processes?, mixed_precision="no", **)
class .DeepSpeedPlugin(hf_ds_config?, gradient_accumulation_steps?, gradient_clipping?, zero_stage?, **)
`;
