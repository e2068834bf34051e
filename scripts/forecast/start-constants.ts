import type { ForecastConstants } from '../../src/forecast/constants';

/** Where the search begins: constants of the roofline as the literature and a first look at the measurements give them. */
export const startConstants: ForecastConstants = {
  fittedOn: '',
  step: {
    efficiency: { convolution: { half: 0.6, tf32: 0.65, fp32: 1 }, matrix: { half: 0.85, tf32: 0.65, fp32: 0.9 }, vision: 0.85 },
    halfEfficientHidden: 330,
    attentionEfficiency: 0.8,
    activationPasses: { convolution: 28, matrix: 20, vision: 26 },
    attentionPasses: 8,
    channelsLastShare: 0.8,
    optimizerBytes: 18,
    bandwidthShare: 0.8,
    launchSeconds: { eager: 250e-6, graph: 75e-6 },
    rowSeconds: 1.6e-6,
    scalingPerDoubling: 0.03,
    exposedCommunication: 0.1,
    hostBytesPerSecond: 11e9,
  },
  residuals: { byClass: {}, byPrecision: {}, byFamily: {}, byModel: {} },
  widths: { all: [0.5, 0.5] },
  novelty: { model: 1, accelerator: 1 },
  reading: { settled: 0, open: 0 },
  accelerators: [],
  memory: { convolution: [0.4, 0.4], patches: [0.4, 0.4], text: [0.4, 0.4] },
  power: { idleShare: { stacked: 0.15, graphics: 0.28 }, computeShare: 0.8, memoryShare: 0.7, logWidth: [0.25, 0.25] },
};
