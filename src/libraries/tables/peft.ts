/** Hugging Face peft. */
export const peft = `
in peft
class .PeftConfig(...)
class .LoraConfig(task_type?, *, r=8, target_modules?, lora_alpha=8, lora_dropout=0.0, bias="none", modules_to_save?, use_rslora=False, use_dora=False, inference_mode=False, **) : .PeftConfig
class .{PrefixTuningConfig,PromptTuningConfig,PromptEncoderConfig,IA3Config,AdaLoraConfig,LoHaConfig,LoKrConfig,OFTConfig,BOFTConfig,VeraConfig}(...) : .PeftConfig
class .PeftModel(model, peft_config, adapter_name="default", **) : torch.nn.Module
alias peft.{PeftModelForCausalLM,PeftModelForSequenceClassification,PeftModelForSeq2SeqLM,PeftModelForTokenClassification} = peft.PeftModel
alias peft.{peft_model,mapping,config,tuners} = peft
alias peft.tuners.* = peft
def .get_peft_model(model, peft_config, adapter_name="default", mixed=False, autocast_adapter_dtype=True, revision?, low_cpu_mem_usage=False) -> .PeftModel
def .prepare_model_for_kbit_training(model, use_gradient_checkpointing=True, gradient_checkpointing_kwargs?, **) -> arg(0)
alias peft.prepare_model_for_int8_training = peft.prepare_model_for_kbit_training
method .PeftModel.from_pretrained(model, model_id, adapter_name="default", is_trainable=False, **) -> .PeftModel
method .PeftModel.merge_and_unload(...) -> torch.nn.Module
method .PeftModel.print_trainable_parameters() -> None
method .PeftModel.generate(...) -> torch.Tensor
`;
