/** Transformers: training arguments, trainers, models, tokenizers. */
export const transformers = `
in transformers
# training
class .TrainingArguments(output_dir?, *, per_device_train_batch_size=8, num_train_epochs=3.0, max_steps=-1, learning_rate=5e-5, lr_scheduler_type="linear", warmup_steps=0, optim="adamw_torch_fused", weight_decay=0.0, gradient_accumulation_steps=1, max_grad_norm=1.0, bf16=False, fp16=False, bf16_full_eval=False, fp16_full_eval=False, tf32?, gradient_checkpointing=False, torch_compile=False, torch_compile_backend?, torch_compile_mode?, use_liger_kernel=False, use_cache=False, torch_empty_cache_steps?, auto_find_batch_size=False, logging_strategy="steps", logging_steps=500, disable_tqdm?, report_to="none", run_name?, eval_strategy="no", eval_steps?, eval_delay=0, per_device_eval_batch_size=8, eval_on_start=False, eval_accumulation_steps?, save_only_model=False, save_strategy="steps", save_steps=500, save_total_limit?, push_to_hub=False, load_best_model_at_end=False, metric_for_best_model?, greater_is_better?, seed=42, data_seed?, use_cpu=False, dataloader_drop_last=False, dataloader_num_workers=0, dataloader_pin_memory=True, dataloader_persistent_workers=False, dataloader_prefetch_factor?, remove_unused_columns=True, train_sampling_strategy="random", ddp_find_unused_parameters?, ddp_backend?, fsdp?, deepspeed?, debug="", do_train=False, do_eval=False, do_predict=False, resume_from_checkpoint?, local_rank=-1, **)
[transformers<5] class .TrainingArguments(..., overwrite_output_dir=False, warmup_ratio=0.0, logging_dir?, no_cuda=False, group_by_length=False, adafactor=False, evaluation_strategy?, per_gpu_train_batch_size?, optim="adamw_torch", report_to?, -use_cache, -train_sampling_strategy)
attribute .TrainingArguments.device : torch.device
attribute .TrainingArguments.{n_gpu,world_size,train_batch_size,eval_batch_size} : int
class .Seq2SeqTrainingArguments(..., sortish_sampler=False, predict_with_generate=False, generation_max_length?, generation_num_beams?, generation_config?) : .TrainingArguments
alias transformers.{training_args,training_args_seq2seq,trainer,trainer_seq2seq,trainer_callback,optimization,hf_argparser,tokenization_utils,tokenization_utils_base,modeling_utils,configuration_utils} = transformers
alias transformers.data.data_collator = transformers
alias transformers.data.* = transformers
alias transformers.data = transformers
alias transformers.utils.quantization_config = transformers
alias transformers.models.*.* = transformers
alias transformers.models.* = transformers
alias transformers.pipelines.pipeline = transformers.pipeline
alias transformers.pipelines = transformers
class .Trainer(model?, args?, data_collator?, train_dataset?, eval_dataset?, processing_class?, model_init?, compute_loss_func?, compute_metrics?, callbacks?, optimizers=(None, None), optimizer_cls_and_kwargs?, preprocess_logits_for_metrics?)
[transformers<4.46] class .Trainer(model?, args?, data_collator?, train_dataset?, eval_dataset?, tokenizer?, model_init?, compute_metrics?, callbacks?, optimizers=(None, None), **)
[transformers<5] class .Trainer(..., tokenizer?)
class .Seq2SeqTrainer : .Trainer
method .Trainer.train(resume_from_checkpoint?, trial?, ignore_keys_for_eval?)
method .Trainer.evaluate(eval_dataset?, ignore_keys?, metric_key_prefix="eval") -> dict
method .Trainer.predict(test_dataset, ignore_keys?, metric_key_prefix="test")
method .Trainer.{save_model,push_to_hub,save_state}(...) -> None
method .Trainer.{add_callback,remove_callback}(callback) -> None
method .Trainer.hyperparameter_search(hp_space?, compute_objective?, n_trials=20, direction="minimize", backend?, **)
method .Trainer.get_train_dataloader() -> torch.utils.data.DataLoader
method .Trainer.get_eval_dataloader(eval_dataset?) -> torch.utils.data.DataLoader
attribute .Trainer.args : .TrainingArguments
class .TrainerCallback()
class .EarlyStoppingCallback(early_stopping_patience=1, early_stopping_threshold=0.0) : .TrainerCallback
class .{PrinterCallback,ProgressCallback,DefaultFlowCallback}(...) : .TrainerCallback
class .HfArgumentParser(dataclass_types?, **) : argparse.ArgumentParser
method .HfArgumentParser.parse_args_into_dataclasses(args?, return_remaining_strings=False, look_for_args_file=True, args_filename?, args_file_flag?) -> tuple
method .HfArgumentParser.{parse_json_file,parse_yaml_file}(...) -> tuple
method .HfArgumentParser.parse_dict(args, allow_extra_keys=False) -> tuple
def .set_seed(seed, deterministic=False) -> None
# optimization
[transformers<5] class .AdamW(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.0, correct_bias=True, no_deprecation_warning=False) : torch.optim.Optimizer
class .Adafactor(params, lr?, ...) : torch.optim.Optimizer
def .get_scheduler(name, optimizer, num_warmup_steps?, num_training_steps?, scheduler_specific_kwargs?) -> torch.optim.lr_scheduler.LambdaLR
def .get_{linear,cosine,polynomial_decay}_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, ...) -> torch.optim.lr_scheduler.LambdaLR
def .get_{cosine_with_hard_restarts_schedule_with_warmup,constant_schedule,constant_schedule_with_warmup,inverse_sqrt_schedule,wsd_schedule}(optimizer, ...) -> torch.optim.lr_scheduler.LambdaLR
# models
class .PreTrainedModel(config, *inputs, **) : torch.nn.Module, .GenerationMixin
class .GenerationMixin()
method .PreTrainedModel.from_pretrained(pretrained_model_name_or_path, *model_args, **) -> cls
method .PreTrainedModel._from_config(config, **) -> cls
method .PreTrainedModel.save_pretrained(save_directory, **) -> None
method .PreTrainedModel.gradient_checkpointing_enable(gradient_checkpointing_kwargs?, **) -> None
method .PreTrainedModel.{gradient_checkpointing_disable,enable_input_require_grads}() -> None
method .PreTrainedModel.resize_token_embeddings(new_num_tokens?, pad_to_multiple_of?, mean_resizing=True) -> torch.nn.Embedding
method .PreTrainedModel.num_parameters(only_trainable=False, exclude_embeddings=False) -> int
method .PreTrainedModel.__call__(...) -> .ModelOutput
attribute .PreTrainedModel.config : .PreTrainedConfig
attribute .PreTrainedModel.device : torch.device
attribute .PreTrainedModel.dtype : torch.dtype
class .ModelOutput(...)
attribute .ModelOutput.{loss,logits,last_hidden_state,pooler_output} : torch.Tensor
method .GenerationMixin.generate(inputs?, generation_config?, **) -> torch.Tensor
class ._AutoModel()
method ._AutoModel.from_pretrained(pretrained_model_name_or_path, *model_args, **) -> .PreTrainedModel
method ._AutoModel.from_config(config, **) -> .PreTrainedModel
# Patterns are tried from the top.
class .AutoModel*() : ._AutoModel
class .TFAutoModel*() : ._TFAutoModel
class .TFPreTrainedModel(config, ...) : keras.Model
class .TF* : .TFPreTrainedModel
class .DataCollator*(...)
# before models: MaskFormerImageProcessor is none
class .{*Tokenizer,*TokenizerFast}(...) : .PreTrainedTokenizerBase
class .{AutoProcessor,AutoImageProcessor,AutoFeatureExtractor,*Processor,*ImageProcessorFast,*FeatureExtractor}(...)
class .{*Model,*For*} : .PreTrainedModel
method .TFPreTrainedModel.from_pretrained(pretrained_model_name_or_path, *model_args, **) -> cls
class ._TFAutoModel()
method ._TFAutoModel.from_pretrained(pretrained_model_name_or_path, *model_args, **) -> .TFPreTrainedModel
class .PreTrainedConfig(**)
class .*Config : .PreTrainedConfig
alias transformers.PretrainedConfig = transformers.PreTrainedConfig
class .AutoConfig()
method .{AutoConfig,PreTrainedConfig}.from_pretrained(pretrained_model_name_or_path, **) -> .PreTrainedConfig
method .AutoConfig.for_model(model_type, ...) -> .PreTrainedConfig
class .BitsAndBytesConfig(load_in_8bit=False, load_in_4bit=False, *, bnb_4bit_compute_dtype?, bnb_4bit_quant_type="fp4", **)
class .GenerationConfig(**)
# tokenizers and processors
class .PreTrainedTokenizerBase(**)
class .AutoTokenizer()
method .AutoTokenizer.from_pretrained(pretrained_model_name_or_path, *inputs, **) -> .PreTrainedTokenizerBase
method .PreTrainedTokenizerBase.from_pretrained(pretrained_model_name_or_path, *init_inputs, **) -> cls
method .PreTrainedTokenizerBase.__call__(text?, text_pair?, text_target?, text_pair_target?, add_special_tokens=True, padding=False, truncation?, max_length?, stride=0, **) -> .BatchEncoding
method .PreTrainedTokenizerBase.{encode_plus,batch_encode_plus}(text, text_pair?, add_special_tokens=True, padding=False, truncation?, max_length?, stride=0, **) -> .BatchEncoding
method .PreTrainedTokenizerBase.encode(text, text_pair?, add_special_tokens=True, padding=False, truncation?, max_length?, stride=0, **) -> list
method .PreTrainedTokenizerBase.decode(token_ids, skip_special_tokens=False, **) -> str
method .PreTrainedTokenizerBase.{batch_decode,tokenize,convert_tokens_to_ids}(...) -> list
method .PreTrainedTokenizerBase.pad(encoded_inputs, padding=True, max_length?, **) -> .BatchEncoding
method .PreTrainedTokenizerBase.apply_chat_template(conversation, ...)
method .PreTrainedTokenizerBase.save_pretrained(save_directory, **) -> tuple
class .BatchEncoding(data?, ...) : dict
method .BatchEncoding.to(device, *, non_blocking=False) -> self
method .{AutoProcessor,AutoImageProcessor,AutoFeatureExtractor}.from_pretrained(pretrained_model_name_or_path, **)
class .DataCollatorWithPadding(tokenizer, padding=True, max_length?, **)
class .DataCollatorForLanguageModeling(tokenizer, mlm=True, **)
class .DataCollatorForSeq2Seq(tokenizer, model?, padding=True, max_length?, **)
class .DataCollatorForTokenClassification(tokenizer, padding=True, max_length?, **)
class .DefaultDataCollator(...)
def .default_data_collator(features, return_tensors="pt") -> dict
def .pipeline(task?, model?, config?, tokenizer?, *, device?, device_map?, dtype="auto", **) -> .Pipeline
class .{Pipeline,*Pipeline}(...)
method .Pipeline.__call__(inputs, *args, num_workers?, batch_size?, **)
`;
