/** Optimum: the Trainers of Transformers and TRL for other back ends. */
export const optimum = `in optimum
class .habana.GaudiTrainer : transformers.Trainer
class .habana.GaudiSeq2SeqTrainer : transformers.Seq2SeqTrainer
class .habana.GaudiTrainingArguments(..., use_habana=False, use_lazy_mode=True, use_hpu_graphs=False, gaudi_config_name?, throughput_warmup_steps=0, distribution_strategy="ddp", **) : transformers.TrainingArguments
class .habana.GaudiSeq2SeqTrainingArguments(..., use_habana=False, use_lazy_mode=True, gaudi_config_name?, throughput_warmup_steps=0, **) : transformers.Seq2SeqTrainingArguments
alias optimum.habana.transformers = optimum.habana
class .habana.trl.GaudiSFTTrainer : trl.SFTTrainer
class .habana.trl.GaudiDPOTrainer : trl.DPOTrainer
class .habana.trl.GaudiRewardTrainer : trl.RewardTrainer
class .habana.trl.GaudiSFTConfig(...) : trl.SFTConfig
class .habana.trl.GaudiDPOConfig(...) : trl.DPOConfig
class .onnxruntime.{ORTTrainer,ORTSeq2SeqTrainer}(...) : transformers.Trainer
class .onnxruntime.{ORTTrainingArguments,ORTSeq2SeqTrainingArguments}(...) : transformers.TrainingArguments
class .neuron.{NeuronTrainer,NeuronSFTTrainer}(...) : transformers.Trainer
class .neuron.NeuronTrainingArguments(...) : transformers.TrainingArguments
`;
