/** Rows of the reference tables. Each row, or the table it stands in, names source, year and licence. */

export type TensorFormat = 'fp64' | 'fp32' | 'tf32' | 'fp16' | 'bf16' | 'fp8';

export interface AcceleratorRow {
  /** Stable id, e.g. `nvidia-a100-sxm4-80gb`. */
  readonly id: string;
  readonly name: string;
  /** What people type: "A100", "RTX 3090", "3090". */
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly kind: 'gpu' | 'tpu' | 'npu' | 'integrated' | 'cpu';
  readonly segment: 'datacenter' | 'workstation' | 'consumer' | 'laptop' | 'cloud' | 'cpu';
  readonly year: number | null;
  readonly tdpWatts: number;
  readonly memoryGib: number | null;
  readonly bandwidthGbPerSecond: number | null;
  /** Dense peak, TFLOP/s by format, tensor cores with fp32 accumulation where the device has them; missing = not supported or not published. */
  readonly peakTflops: Partial<Record<TensorFormat, number>>;
  readonly source: string;
}

/** A machine that a cloud rents by name. */
export interface InstanceRow {
  /** e.g. `aws/p4d.24xlarge`. */
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Id of an accelerator row, and how many of them it has. */
  readonly accelerator: string;
  readonly count: number;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly source: string;
}

export interface GridZoneRow {
  /** Electricity Maps zone key, e.g. `FR`, `US-MIDA-PJM`. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** gCO2e per kWh, consumption based, life cycle. */
  readonly lifecycleGramsPerKwh: number;
  readonly directGramsPerKwh: number | null;
  readonly year: number;
}

export interface CloudRegionRow {
  /** e.g. `aws/us-east-1`. */
  readonly id: string;
  readonly provider: string;
  readonly region: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly zone: string;
  readonly pue: number | null;
  readonly pueYear: number | null;
  readonly waterLitresPerKwh: number | null;
}

export interface ModelRow {
  /** e.g. `torchvision/resnet50`, `timm/vit_base_patch16_224`, `bert-base-uncased`. */
  readonly id: string;
  /** How code names it: callable paths (`torchvision.models.resnet50`), hub ids, timm names. */
  readonly names: readonly string[];
  readonly family: string;
  readonly task: string;
  readonly kind: 'cnn' | 'transformer' | 'recurrent' | 'mixed' | 'tabular';
  readonly parameters: number;
  /** Shape of the input the work figures hold for: [channels, height, width] or [tokens]; null for sound, clips and images without a fixed size. A seq2seq model's figures hold for these tokens in and 128 out. */
  readonly input: readonly number[] | null;
  /** 2 × multiply-adds of one forward pass of one sample at `input`. */
  readonly forwardFlops: number | null;
  /** Outputs of convolutions and linear layers for one sample at `input`; null for language models, where layers and hidden size give it. */
  readonly activationElements: number | null;
  readonly layers: number | null;
  readonly hidden: number | null;
  readonly heads: number | null;
  readonly modules: number | null;
  /**
   * Published accuracy by benchmark, of the weights the library loads by default or, for timm, its best: "imagenet-top1",
   * "imagenet-top1-1k-only" (trained on ImageNet-1k alone), "coco-box-ap", "coco-mask-ap", "coco-voc-miou", "kinetics400-top1", "glue-dev".
   */
  readonly accuracy: Readonly<Record<string, number>>;
  readonly pretrained: boolean;
  readonly popular: boolean;
  readonly source: string;
}

export interface DatasetRow {
  readonly id: string;
  readonly names: readonly string[];
  readonly task: string;
  readonly trainSamples: number | null;
  readonly classes: number | null;
  /** [channels, height, width] as the loader yields them, when fixed. */
  readonly sampleShape: readonly number[] | null;
  readonly tokensPerSample: number | null;
  readonly source: string;
}
