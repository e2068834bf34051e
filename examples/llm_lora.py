"""Teach a small language model to answer in the tone of a municipal help desk, with LoRA adapters."""

import torch
from datasets import load_dataset
from peft import LoraConfig, get_peft_model
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    DataCollatorForLanguageModeling,
    Trainer,
    TrainingArguments,
)

BASE = "gpt2-medium"
MAX_LENGTH = 512

tokenizer = AutoTokenizer.from_pretrained(BASE)
tokenizer.pad_token = tokenizer.eos_token

dialogues = load_dataset("tatsu-lab/alpaca", split="train")


def to_tokens(batch):
    return tokenizer(batch["text"], truncation=True, max_length=MAX_LENGTH)


tokens = dialogues.map(to_tokens, batched=True, remove_columns=dialogues.column_names)

model = AutoModelForCausalLM.from_pretrained(BASE)
model = get_peft_model(
    model,
    LoraConfig(task_type="CAUSAL_LM", r=16, lora_alpha=32, lora_dropout=0.05, target_modules=["c_attn"]),
)
model.print_trainable_parameters()

args = TrainingArguments(
    output_dir="helpdesk-lora",
    num_train_epochs=3,
    per_device_train_batch_size=8,
    gradient_accumulation_steps=4,
    learning_rate=2e-4,
    lr_scheduler_type="cosine",
    warmup_steps=100,
    logging_steps=25,
    save_total_limit=2,
)
trainer = Trainer(
    model=model,
    args=args,
    train_dataset=tokens,
    data_collator=DataCollatorForLanguageModeling(tokenizer, mlm=False),
)
trainer.train()
model.save_pretrained("helpdesk-lora/adapter")

model.eval()
prompt = tokenizer("How do I register a new address?", return_tensors="pt").to(model.device)
with torch.inference_mode():
    answer = model.generate(**prompt, max_new_tokens=60)
print(tokenizer.decode(answer[0], skip_special_tokens=True))
