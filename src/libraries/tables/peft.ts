/** Hugging Face peft. */
export const peft = `
in peft
class .PeftConfig(*args, **kwargs)
class .LoraConfig(task_type=None, peft_type=None, auto_mapping=None, base_model_name_or_path=None, inference_mode=False, r=8, target_modules=None, exclude_modules=None, lora_alpha=8, lora_dropout=0.0, fan_in_fan_out=False, bias="none", use_rslora=False, modules_to_save=None, init_lora_weights=True, layers_to_transform=None, layers_pattern=None, rank_pattern={}, alpha_pattern={}, use_dora=False) : .PeftConfig
class .{PrefixTuningConfig,PromptTuningConfig,PromptEncoderConfig,IA3Config,AdaLoraConfig,LoHaConfig,LoKrConfig,OFTConfig,BOFTConfig,VeraConfig}(*args, **kwargs) : .PeftConfig
class .PeftModel(model, peft_config, adapter_name="default", **kwargs) : torch.nn.Module
alias peft.{PeftModelForCausalLM,PeftModelForSequenceClassification,PeftModelForSeq2SeqLM,PeftModelForTokenClassification} = peft.PeftModel
alias peft.{peft_model,mapping,config,tuners} = peft
alias peft.tuners.* = peft
def .get_peft_model(model, peft_config, adapter_name="default", mixed=False, autocast_adapter_dtype=True, revision=None, low_cpu_mem_usage=False) -> .PeftModel
def .prepare_model_for_kbit_training(model, use_gradient_checkpointing=True, gradient_checkpointing_kwargs=None) -> arg(0)
alias peft.prepare_model_for_int8_training = peft.prepare_model_for_kbit_training
method .PeftModel.from_pretrained(model, model_id, adapter_name="default", is_trainable=False, **kwargs) -> .PeftModel
method .PeftModel.merge_and_unload(*args, **kwargs) -> torch.nn.Module
method .PeftModel.print_trainable_parameters() -> None
method .PeftModel.generate(*args, **kwargs) -> torch.Tensor
`;
