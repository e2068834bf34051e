/** Hugging Face trl. */
export const trl = `
in trl
# A signature says bf16=None: on unless fp16 is.
class ._BaseConfig(..., learning_rate=5e-5, logging_steps=10, bf16=True, gradient_checkpointing=True) : transformers.TrainingArguments
[trl<0.20] class ._BaseConfig(..., logging_steps=500, bf16=False, gradient_checkpointing=False)
class .SFTConfig(..., learning_rate=2e-5, model_init_kwargs=None, dataset_text_field="text", dataset_kwargs=None, dataset_num_proc=None, max_length=1024, shuffle_dataset=False, packing=False, packing_strategy="bfd", padding_free=False, pad_to_multiple_of=None, eval_packing=None, completion_only_loss=None, assistant_only_loss=False, activation_offloading=False) : ._BaseConfig
[trl<0.16] class .SFTConfig(..., max_seq_length=None)
class .DPOConfig(..., learning_rate=1e-6, model_init_kwargs=None, disable_dropout=True, dataset_num_proc=None, max_length=1024, padding_free=False, precompute_ref_log_probs=False, loss_type=["sigmoid"], label_smoothing=0.0, beta=0.1, activation_offloading=False, sync_ref_model=False) : ._BaseConfig
class .GRPOConfig(..., learning_rate=1e-6, remove_unused_columns=False, model_init_kwargs=None, disable_dropout=False, num_generations=8, max_completion_length=512, shuffle_dataset=True, generation_batch_size=None, steps_per_generation=None, temperature=1.0, top_p=1.0, use_vllm=False, vllm_mode="colocate", beta=0.0, num_iterations=1, epsilon=0.2, reward_weights=None, loss_type="dapo") : ._BaseConfig
class .RewardConfig(..., learning_rate=1e-4, model_init_kwargs=None, disable_dropout=True, dataset_num_proc=None, max_length=1024) : ._BaseConfig
class .{RLOOConfig,KTOConfig,ORPOConfig,CPOConfig,PPOConfig,OnlineDPOConfig} : ._BaseConfig
alias trl.trainer.* = trl
alias trl.trainer = trl
class .SFTTrainer(model, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, compute_loss_func=None, compute_metrics=None, callbacks=None, optimizers=(None, None), optimizer_cls_and_kwargs=None, preprocess_logits_for_metrics=None, quantization_config=None, peft_config=None, formatting_func=None) : transformers.Trainer
[trl<0.12] class .SFTTrainer(model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, tokenizer=None, model_init=None, compute_metrics=None, callbacks=None, optimizers=(None, None), preprocess_logits_for_metrics=None, peft_config=None, dataset_text_field=None, packing=False, formatting_func=None, max_seq_length=None, **kwargs)
class .DPOTrainer(model, ref_model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, compute_metrics=None, callbacks=None, optimizers=(None, None), quantization_config=None, peft_config=None) : transformers.Trainer
class .GRPOTrainer(model, reward_funcs=None, args=None, train_dataset=None, eval_dataset=None, processing_class=None, reward_processing_classes=None, callbacks=None, optimizers=(None, None), quantization_config=None, peft_config=None, tools=None, rollout_func=None, environment_factory=None) : transformers.Trainer
class .RewardTrainer(model, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, compute_metrics=None, callbacks=None, optimizers=(None, None), optimizer_cls_and_kwargs=None, preprocess_logits_for_metrics=None, quantization_config=None, peft_config=None) : transformers.Trainer
class .{KTOTrainer,RLOOTrainer,ORPOTrainer,CPOTrainer,PPOTrainer,OnlineDPOTrainer}(*args, **kwargs) : transformers.Trainer
class .{ModelConfig,ScriptArguments}(**kwargs)
class .TrlParser(dataclass_types=None, **kwargs) : transformers.HfArgumentParser
method .TrlParser.parse_args_and_config(args=None, return_remaining_strings=False, fail_with_unknown_args=True) -> tuple
def .get_peft_config(model_args)
def .setup_chat_format(model, tokenizer, format="chatml", resize_to_multiple_of=None) -> tuple
`;
