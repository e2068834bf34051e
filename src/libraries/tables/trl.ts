/** Hugging Face trl. */
export const trl = `
in trl
# A signature says bf16=None: on unless fp16 is.
class ._BaseConfig(..., learning_rate=5e-5, logging_steps=10, bf16=True, gradient_checkpointing=True) : transformers.TrainingArguments
[trl<0.20] class ._BaseConfig(..., logging_steps=500, bf16=False, gradient_checkpointing=False)
class .SFTConfig(..., learning_rate=2e-5, model_init_kwargs?, dataset_text_field="text", dataset_kwargs?, max_length=1024, packing=False, packing_strategy="bfd", padding_free=False, eval_packing?, completion_only_loss?, assistant_only_loss=False, activation_offloading=False, **) : ._BaseConfig
[trl<0.16] class .SFTConfig(..., max_seq_length?)
class .DPOConfig(..., learning_rate=1e-6, model_init_kwargs?, disable_dropout=True, max_length=1024, padding_free=False, beta=0.1, activation_offloading=False, **) : ._BaseConfig
class .GRPOConfig(..., learning_rate=1e-6, remove_unused_columns=False, model_init_kwargs?, disable_dropout=False, num_generations=8, max_completion_length=512, use_vllm=False, beta=0.0, num_iterations=1, **) : ._BaseConfig
class .RewardConfig(..., learning_rate=1e-4, model_init_kwargs?, disable_dropout=True, dataset_num_proc?, max_length=1024) : ._BaseConfig
class .RLOOConfig(..., num_generations=2, max_completion_length=512, use_vllm=False, beta=0.05, **) : ._BaseConfig
class .PPOConfig(..., response_length=53, **) : ._BaseConfig
class .OnlineDPOConfig(..., max_new_tokens=64, use_vllm=False, beta=0.1, **) : ._BaseConfig
class .{KTOConfig,ORPOConfig,CPOConfig} : ._BaseConfig
alias trl.trainer.* = trl
alias trl.trainer = trl
alias trl.{commands.cli_utils,scripts.utils} = trl
class .SFTTrainer(model, args?, data_collator?, train_dataset?, eval_dataset?, processing_class?, *, compute_metrics?, callbacks?, optimizers=(None, None), peft_config?, formatting_func?, **) : transformers.Trainer
[trl<0.12] class .SFTTrainer(model?, args?, data_collator?, train_dataset?, eval_dataset?, tokenizer?, *, compute_metrics?, callbacks?, optimizers=(None, None), peft_config?, dataset_text_field?, packing=False, formatting_func?, max_seq_length?, **)
class .DPOTrainer(model, ref_model?, args?, data_collator?, train_dataset?, eval_dataset?, processing_class?, *, callbacks?, peft_config?, **) : transformers.Trainer
class .GRPOTrainer(model, reward_funcs?, args?, train_dataset?, eval_dataset?, processing_class?, *, callbacks?, peft_config?, **) : transformers.Trainer
class .RewardTrainer(model, args?, data_collator?, train_dataset?, eval_dataset?, processing_class?, *, callbacks?, peft_config?, **) : transformers.Trainer
class .{KTOTrainer,RLOOTrainer,ORPOTrainer,CPOTrainer,PPOTrainer,OnlineDPOTrainer}(...) : transformers.Trainer
class .{ModelConfig,ScriptArguments}(**)
class .TrlParser(dataclass_types?, **) : transformers.HfArgumentParser
method .TrlParser.parse_args_and_config(args?, return_remaining_strings=False, fail_with_unknown_args=True) -> tuple
def .get_peft_config(model_args)
def .setup_chat_format(model, tokenizer, format="chatml", resize_to_multiple_of?) -> tuple
`;
