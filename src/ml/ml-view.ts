import type { Program } from '../python/program/program';
import { readDevices, type DeviceEvidence } from './devices';
import { readPrecision, usesTf32, type PrecisionEvidence } from './precision';
import { findTrainingLoops, type TrainingLoop } from './training-loops';

/** What a program means to machine learning, worked out once and shared by all rules and the profile. */
export class MlView {
  private loops: readonly TrainingLoop[] | undefined;
  private device: DeviceEvidence | undefined;
  private precisionFound: PrecisionEvidence | undefined;

  constructor(readonly program: Program) {}

  get trainingLoops(): readonly TrainingLoop[] {
    return (this.loops ??= findTrainingLoops(this.program));
  }

  get devices(): DeviceEvidence {
    return (this.device ??= readDevices(this.program));
  }

  get precision(): PrecisionEvidence {
    return (this.precisionFound ??= readPrecision(this.program));
  }

  get usesTf32(): boolean {
    return usesTf32(this.program);
  }
}
