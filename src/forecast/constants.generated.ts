import type { ForecastConstants } from './constants';

export const fittedConstants: ForecastConstants = {
  fittedOn: 'first values, before fitting',
  step: {
    efficiency: { convolution: { half: 0.48, tf32: 0.65, fp32: 1 }, matrix: { half: 0.85, tf32: 0.65, fp32: 1 }, vision: 0.85 },
    halfEfficientHidden: 330,
    activationPasses: { convolution: 28, matrix: 15, vision: 26 },
    channelsLastShare: 0.8,
    optimizerBytes: 18,
    bandwidthShare: 0.8,
    launchSeconds: { eager: 250e-6, graph: 75e-6 },
    scalingPerDoubling: 0.04,
    exposedCommunication: 0.3,
  },
  residuals: { byClass: {}, byPrecision: {}, byFamily: {}, byModel: {} },
  widths: { all: [0.6, 0.6] },
  power: { idleShare: 0.2, computeShare: 0.66, memoryShare: 0.66, logWidth: [0.25, 0.25] },
};
