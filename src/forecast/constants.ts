/** The numbers that were fitted on measured runs. `constants.generated.ts` holds them; the fitting script makes others to be scored out of fold. */
export interface ForecastConstants {
  readonly fittedOn: string;
  readonly step: StepConstants;
  /** Logarithm of measured over predicted time, by level: class, then class and precision, then family of models, then model. Each adds to the one before. */
  readonly residuals: {
    readonly byClass: Readonly<Record<string, number>>;
    readonly byPrecision: Readonly<Record<string, number>>;
    readonly byFamily: Readonly<Record<string, number>>;
    readonly byModel: Readonly<Record<string, number>>;
  };
  /** Logarithm of P50 over P10 and of P90 over P50 of the step time where model and accelerator are known, by class and regime, and by class. */
  readonly widths: { readonly all: Width; readonly [key: string]: Width };
  /** What multiplies those widths where no run of the model, or none on the accelerator, was measured. */
  readonly novelty: { readonly model: number; readonly accelerator: number };
  /** Logarithm of P90 over P50 that runs read from scripts have beyond their steps, where all facts are settled and where some are assumed. */
  readonly reading: { readonly settled: number; readonly open: number };
  /** Ids of the accelerators that runs were measured on. */
  readonly accelerators: readonly string[];
  readonly power: PowerConstants;
  /** Logarithm of P50 over P10 and of P90 over P50 of what activations occupy, by how they are known. */
  readonly memory: Readonly<Record<'convolution' | 'patches' | 'text', Width>>;
}

export type Width = readonly [below: number, above: number];

export interface StepConstants {
  /** Share of the peak that kernels reach, by what computes and in which format. */
  readonly efficiency: {
    readonly convolution: Readonly<Record<'half' | 'tf32' | 'fp32', number>>;
    readonly matrix: Readonly<Record<'half' | 'tf32' | 'fp32', number>>;
    readonly vision: number;
  };
  /** Hidden size at which matrix products reach half of that share. */
  readonly halfEfficientHidden: number;
  /** Pace of the products of attention over that of products with weights. */
  readonly attentionEfficiency: number;
  /** Times that each activation crosses the memory bus in a training step. */
  readonly activationPasses: Readonly<Record<'convolution' | 'matrix' | 'vision', number>>;
  /** Times that each score of attention, one per head and pair of tokens, crosses it where attention is not fused. */
  readonly attentionPasses: number;
  /** Share of those passes that is left with channels-last layout. */
  readonly channelsLastShare: number;
  /** Bytes moved per trained parameter by gradient and optimizer. */
  readonly optimizerBytes: number;
  /** Share of the published bandwidth that kernels reach. */
  readonly bandwidthShare: number;
  /** Host seconds per leaf module and training step: eager PyTorch, and compiled graphs (TensorFlow, JAX, torch.compile). */
  readonly launchSeconds: Readonly<Record<'eager' | 'graph', number>>;
  /** Host seconds per row of a table: gathering, embedding look-up, sparse gradient. */
  readonly rowSeconds: number;
  /** Growth of the step per doubling of the devices, inside a server. */
  readonly scalingPerDoubling: number;
  /** Share of the gradient exchange that never hides behind the backward pass. */
  readonly exposedCommunication: number;
  /** Bytes a second that all cards in slots of one host exchange together, without a path of their own. */
  readonly hostBytesPerSecond: number;
}

export interface PowerConstants {
  /** Share of the board's limit with a context open and nothing to do: server boards with stacked memory, and cards with graphics memory. */
  readonly idleShare: Readonly<Record<'stacked' | 'graphics', number>>;
  /** Share of what is left of the limit that arithmetic all the time adds, and memory traffic all the time. */
  readonly computeShare: number;
  readonly memoryShare: number;
  readonly logWidth: readonly [below: number, above: number];
}
