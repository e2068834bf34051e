/** unsloth: its trainer and arguments are those of trl with a rate of its own for embeddings (unsloth.trainer, 2026.1). */
export const unsloth = `in unsloth
alias unsloth.UnslothTrainer = trl.SFTTrainer
alias unsloth.UnslothTrainingArguments = trl.SFTConfig
alias unsloth.trainer.UnslothTrainer = trl.SFTTrainer
alias unsloth.trainer.UnslothTrainingArguments = trl.SFTConfig
`;
