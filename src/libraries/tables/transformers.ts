/** Transformers: training arguments, trainers, models, tokenizers. */
export const transformers = `
in transformers
# training
class .TrainingArguments(output_dir=None, per_device_train_batch_size=8, num_train_epochs=3.0, max_steps=-1, learning_rate=5e-5, lr_scheduler_type="linear", lr_scheduler_kwargs=None, warmup_steps=0, optim="adamw_torch_fused", optim_args=None, weight_decay=0.0, adam_beta1=0.9, adam_beta2=0.999, adam_epsilon=1e-8, optim_target_modules=None, gradient_accumulation_steps=1, average_tokens_across_devices=True, max_grad_norm=1.0, label_smoothing_factor=0.0, bf16=False, fp16=False, bf16_full_eval=False, fp16_full_eval=False, tf32=None, gradient_checkpointing=False, gradient_checkpointing_kwargs=None, torch_compile=False, torch_compile_backend=None, torch_compile_mode=None, use_liger_kernel=False, liger_kernel_config=None, use_cache=False, neftune_noise_alpha=None, torch_empty_cache_steps=None, auto_find_batch_size=False, logging_strategy="steps", logging_steps=500, logging_first_step=False, logging_nan_inf_filter=True, include_num_input_tokens_seen="no", log_level="passive", disable_tqdm=None, report_to="none", run_name=None, eval_strategy="no", eval_steps=None, eval_delay=0, per_device_eval_batch_size=8, prediction_loss_only=False, eval_on_start=False, eval_do_concat_batches=True, eval_accumulation_steps=None, include_for_metrics=[], save_only_model=False, save_strategy="steps", save_steps=500, save_on_each_node=False, save_total_limit=None, enable_jit_checkpoint=False, push_to_hub=False, hub_token=None, hub_model_id=None, hub_strategy="every_save", load_best_model_at_end=False, metric_for_best_model=None, greater_is_better=None, ignore_data_skip=False, full_determinism=False, seed=42, data_seed=None, use_cpu=False, accelerator_config=None, parallelism_config=None, dataloader_drop_last=False, dataloader_num_workers=0, dataloader_pin_memory=True, dataloader_persistent_workers=False, dataloader_prefetch_factor=None, dataloader_multiprocessing_context=None, dataloader_in_order=True, remove_unused_columns=True, label_names=None, train_sampling_strategy="random", length_column_name="length", ddp_find_unused_parameters=None, ddp_bucket_cap_mb=None, ddp_broadcast_buffers=None, ddp_static_graph=None, ddp_backend=None, ddp_timeout=1800, fsdp=None, fsdp_config=None, deepspeed=None, debug="", skip_memory_metrics=True, do_train=False, do_eval=False, do_predict=False, resume_from_checkpoint=None, local_rank=-1)
[transformers<5] class .TrainingArguments(..., overwrite_output_dir=False, warmup_ratio=0.0, logging_dir=None, no_cuda=False, use_mps_device=False, fp16_opt_level="O1", half_precision_backend="auto", group_by_length=False, adafactor=False, evaluation_strategy=None, per_gpu_train_batch_size=None, optim="adamw_torch", report_to=None, include_num_input_tokens_seen=False, -use_cache, -train_sampling_strategy, -dataloader_multiprocessing_context, -dataloader_in_order, -ddp_static_graph)
attribute .TrainingArguments.device : torch.device
attribute .TrainingArguments.{n_gpu,world_size,train_batch_size,eval_batch_size} : int
class .Seq2SeqTrainingArguments(..., sortish_sampler=False, predict_with_generate=False, generation_max_length=None, generation_num_beams=None, generation_config=None) : .TrainingArguments
alias transformers.{training_args,training_args_seq2seq,trainer,trainer_seq2seq,trainer_callback,trainer_utils,optimization,hf_argparser,tokenization_utils,tokenization_utils_base,tokenization_utils_fast,modeling_utils,configuration_utils,generation,feature_extraction_utils,image_processing_utils,processing_utils} = transformers
alias transformers.data.data_collator = transformers
alias transformers.data.* = transformers
alias transformers.data = transformers
alias transformers.utils.quantization_config = transformers
alias transformers.models.*.* = transformers
alias transformers.models.* = transformers
alias transformers.pipelines.pipeline = transformers.pipeline
alias transformers.pipelines = transformers
class .Trainer(model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, model_init=None, compute_loss_func=None, compute_metrics=None, callbacks=None, optimizers=(None, None), optimizer_cls_and_kwargs=None, preprocess_logits_for_metrics=None)
[transformers<4.46] class .Trainer(model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, tokenizer=None, model_init=None, compute_metrics=None, callbacks=None, optimizers=(None, None), preprocess_logits_for_metrics=None)
[transformers<5] class .Trainer(..., tokenizer=None)
class .Seq2SeqTrainer : .Trainer
method .Trainer.train(resume_from_checkpoint=None, trial=None, ignore_keys_for_eval=None)
method .Trainer.evaluate(eval_dataset=None, ignore_keys=None, metric_key_prefix="eval") -> dict
method .Trainer.predict(test_dataset, ignore_keys=None, metric_key_prefix="test")
method .Trainer.{save_model,push_to_hub,save_state}(*args, **kwargs) -> None
method .Trainer.{add_callback,remove_callback}(callback) -> None
method .Trainer.hyperparameter_search(hp_space=None, compute_objective=None, n_trials=20, direction="minimize", backend=None, hp_name=None, **kwargs)
method .Trainer.get_train_dataloader() -> torch.utils.data.DataLoader
method .Trainer.get_eval_dataloader(eval_dataset=None) -> torch.utils.data.DataLoader
attribute .Trainer.args : .TrainingArguments
class .TrainerCallback()
class .EarlyStoppingCallback(early_stopping_patience=1, early_stopping_threshold=0.0) : .TrainerCallback
class .{PrinterCallback,ProgressCallback,DefaultFlowCallback}(*args, **kwargs) : .TrainerCallback
class .HfArgumentParser(dataclass_types=None, **kwargs) : argparse.ArgumentParser
method .HfArgumentParser.parse_args_into_dataclasses(args=None, return_remaining_strings=False, look_for_args_file=True, args_filename=None, args_file_flag=None) -> tuple
method .HfArgumentParser.{parse_json_file,parse_yaml_file}(file, allow_extra_keys=False) -> tuple
method .HfArgumentParser.parse_dict(args, allow_extra_keys=False) -> tuple
def .set_seed(seed, deterministic=False) -> None
# optimization
[transformers<5] class .AdamW(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.0, correct_bias=True, no_deprecation_warning=False) : torch.optim.Optimizer
class .Adafactor(params, lr=None, eps=(1e-30, 0.001), clip_threshold=1.0, decay_rate=-0.8, beta1=None, weight_decay=0.0, scale_parameter=True, relative_step=True, warmup_init=False) : torch.optim.Optimizer
def .get_scheduler(name, optimizer, num_warmup_steps=None, num_training_steps=None, scheduler_specific_kwargs=None) -> torch.optim.lr_scheduler.LambdaLR
def .get_linear_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_cosine_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, num_cycles=0.5, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_cosine_with_hard_restarts_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, num_cycles=1, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_constant_schedule(optimizer, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_constant_schedule_with_warmup(optimizer, num_warmup_steps, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_polynomial_decay_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, lr_end=1e-7, power=1.0, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_inverse_sqrt_schedule(optimizer, num_warmup_steps, timescale=None, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
def .get_wsd_schedule(optimizer, num_warmup_steps, num_decay_steps, num_training_steps=None, num_stable_steps=None, warmup_type="linear", decay_type="cosine", min_lr_ratio=0, num_cycles=0.5, last_epoch=-1) -> torch.optim.lr_scheduler.LambdaLR
# models
class .PreTrainedModel(config, *inputs, **kwargs) : torch.nn.Module, .GenerationMixin
class .GenerationMixin()
method .PreTrainedModel.from_pretrained(pretrained_model_name_or_path, *model_args, config=None, cache_dir=None, ignore_mismatched_sizes=False, force_download=False, local_files_only=False, token=None, revision="main", use_safetensors=None, **kwargs) -> cls
method .PreTrainedModel._from_config(config, **kwargs) -> cls
method .PreTrainedModel.save_pretrained(save_directory, **kwargs) -> None
method .PreTrainedModel.gradient_checkpointing_enable(gradient_checkpointing_kwargs=None) -> None
method .PreTrainedModel.{gradient_checkpointing_disable,enable_input_require_grads}() -> None
method .PreTrainedModel.resize_token_embeddings(new_num_tokens=None, pad_to_multiple_of=None, mean_resizing=True) -> torch.nn.Embedding
method .PreTrainedModel.num_parameters(only_trainable=False, exclude_embeddings=False) -> int
method .PreTrainedModel.__call__(*args, **kwargs) -> .ModelOutput
attribute .PreTrainedModel.config : .PreTrainedConfig
attribute .PreTrainedModel.device : torch.device
attribute .PreTrainedModel.dtype : torch.dtype
class .ModelOutput(*args, **kwargs)
attribute .ModelOutput.{loss,logits,last_hidden_state,pooler_output} : torch.Tensor
method .GenerationMixin.generate(inputs=None, generation_config=None, logits_processor=None, stopping_criteria=None, prefix_allowed_tokens_fn=None, synced_gpus=None, assistant_model=None, streamer=None, negative_prompt_ids=None, negative_prompt_attention_mask=None, custom_generate=None, **kwargs) -> torch.Tensor
class .AutoModel{,ForSequenceClassification,ForTokenClassification,ForQuestionAnswering,ForCausalLM,ForMaskedLM,ForSeq2SeqLM,ForMultipleChoice,ForPreTraining,ForNextSentencePrediction,ForImageClassification,ForObjectDetection,ForSemanticSegmentation,ForImageSegmentation,ForSpeechSeq2Seq,ForCTC,ForAudioClassification,ForVision2Seq,ForImageTextToText,ForMaskedImageModeling,WithLMHead}() : ._AutoModel
class ._AutoModel()
method ._AutoModel.from_pretrained(pretrained_model_name_or_path, *model_args, **kwargs) -> .PreTrainedModel
method ._AutoModel.from_config(config, **kwargs) -> .PreTrainedModel
# Patterns are tried from the top.
class .TF*(config, *inputs, **kwargs) : keras.Model
class .{*Model,*LMHeadModel,*ForSequenceClassification,*ForTokenClassification,*ForQuestionAnswering,*ForCausalLM,*ForMaskedLM,*ForMultipleChoice,*ForConditionalGeneration,*ForPreTraining,*ForImageClassification,*ForObjectDetection,*ForSemanticSegmentation,*ForInstanceSegmentation,*ForCTC,*ForNextSentencePrediction,*ForMaskedImageModeling} : .PreTrainedModel
method .TFPreTrainedModel.from_pretrained(pretrained_model_name_or_path, *model_args, **kwargs) -> cls
class .TFAutoModel{,ForSequenceClassification,ForTokenClassification,ForQuestionAnswering,ForCausalLM,ForMaskedLM,ForSeq2SeqLM,ForImageClassification}() : ._TFAutoModel
class ._TFAutoModel()
method ._TFAutoModel.from_pretrained(pretrained_model_name_or_path, *model_args, **kwargs) -> .TFPreTrainedModel
class .{PreTrainedConfig,*Config}(**kwargs)
alias transformers.PretrainedConfig = transformers.PreTrainedConfig
class .AutoConfig()
method .{AutoConfig,PreTrainedConfig}.from_pretrained(pretrained_model_name_or_path, **kwargs) -> .PreTrainedConfig
method .AutoConfig.for_model(model_type, *args, **kwargs) -> .PreTrainedConfig
class .BitsAndBytesConfig(load_in_8bit=False, load_in_4bit=False, llm_int8_threshold=6.0, llm_int8_skip_modules=None, llm_int8_enable_fp32_cpu_offload=False, llm_int8_has_fp16_weight=False, bnb_4bit_compute_dtype=None, bnb_4bit_quant_type="fp4", bnb_4bit_use_double_quant=False, bnb_4bit_quant_storage=None, **kwargs)
class .GenerationConfig(**kwargs)
# tokenizers and processors
class .PreTrainedTokenizerBase(**kwargs)
class .{PreTrainedTokenizer,PreTrainedTokenizerFast,*Tokenizer,*TokenizerFast}(*args, **kwargs) : .PreTrainedTokenizerBase
class .AutoTokenizer()
method .AutoTokenizer.from_pretrained(pretrained_model_name_or_path, *inputs, **kwargs) -> .PreTrainedTokenizerBase
method .PreTrainedTokenizerBase.from_pretrained(pretrained_model_name_or_path, *init_inputs, **kwargs) -> cls
method .PreTrainedTokenizerBase.__call__(text=None, text_pair=None, text_target=None, text_pair_target=None, add_special_tokens=True, padding=False, truncation=None, max_length=None, stride=0, is_split_into_words=False, pad_to_multiple_of=None, padding_side=None, return_tensors=None, return_token_type_ids=None, return_attention_mask=None, **kwargs) -> .BatchEncoding
method .PreTrainedTokenizerBase.{encode_plus,batch_encode_plus}(text, text_pair=None, add_special_tokens=True, padding=False, truncation=None, max_length=None, stride=0, is_split_into_words=False, **kwargs) -> .BatchEncoding
method .PreTrainedTokenizerBase.encode(text, text_pair=None, add_special_tokens=True, padding=False, truncation=None, max_length=None, stride=0, padding_side=None, return_tensors=None, **kwargs) -> list
method .PreTrainedTokenizerBase.decode(token_ids, skip_special_tokens=False, **kwargs) -> str
method .PreTrainedTokenizerBase.{batch_decode,tokenize,convert_tokens_to_ids}(*args, **kwargs) -> list
method .PreTrainedTokenizerBase.pad(encoded_inputs, padding=True, max_length=None, pad_to_multiple_of=None, padding_side=None, return_attention_mask=None, return_tensors=None, verbose=True) -> .BatchEncoding
method .PreTrainedTokenizerBase.apply_chat_template(conversation, *args, **kwargs)
method .PreTrainedTokenizerBase.save_pretrained(save_directory, **kwargs) -> tuple
class .BatchEncoding(data=None, *args, **kwargs) : dict
method .BatchEncoding.to(device, *, non_blocking=False) -> self
class .{AutoProcessor,AutoImageProcessor,AutoFeatureExtractor,*Processor,*ImageProcessorFast,*FeatureExtractor}(*args, **kwargs)
method .{AutoProcessor,AutoImageProcessor,AutoFeatureExtractor}.from_pretrained(pretrained_model_name_or_path, **kwargs)
class .DataCollatorWithPadding(tokenizer, padding=True, max_length=None, pad_to_multiple_of=None, return_tensors="pt")
class .DataCollatorForLanguageModeling(tokenizer, mlm=True, whole_word_mask=False, mlm_probability=0.15, mask_replace_prob=0.8, random_replace_prob=0.1, pad_to_multiple_of=None, return_tensors="pt", seed=None)
class .DataCollatorForSeq2Seq(tokenizer, model=None, padding=True, max_length=None, pad_to_multiple_of=None, label_pad_token_id=-100, return_tensors="pt")
class .DataCollatorForTokenClassification(tokenizer, padding=True, max_length=None, pad_to_multiple_of=None, label_pad_token_id=-100, return_tensors="pt")
class .DataCollatorForWholeWordMask : .DataCollatorForLanguageModeling
class .DefaultDataCollator(return_tensors="pt")
def .default_data_collator(features, return_tensors="pt") -> dict
def .pipeline(task=None, model=None, config=None, tokenizer=None, feature_extractor=None, image_processor=None, video_processor=None, processor=None, revision=None, use_fast=True, token=None, device=None, device_map=None, dtype="auto", trust_remote_code=None, model_kwargs=None, pipeline_class=None, **kwargs) -> .Pipeline
class .{Pipeline,*Pipeline}(*args, **kwargs)
method .Pipeline.__call__(inputs, *args, num_workers=None, batch_size=None, **kwargs)
class .{TextDataset,LineByLineTextDataset}(tokenizer, file_path, block_size, *args, **kwargs) : torch.utils.data.Dataset
`;
