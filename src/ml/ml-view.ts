import type { Program } from '../python/program/program';
import { readDevices, type DeviceEvidence } from './devices';
import { readPrecision, usesTf32, type PrecisionEvidence } from './precision';
import { findTrainingLoops, type TrainingLoop } from './training-loops';
import type { TrainingWork } from './training-work';

/** What a program means to machine learning, worked out once and shared by all rules and the profile. */
export class MlView {
  private loops: readonly TrainingLoop[] | undefined;
  private device: DeviceEvidence | undefined;
  private precisionFound: PrecisionEvidence | undefined;

  private worksRead: readonly TrainingWork[] | undefined;

  /** `readWorks` counts models, which takes longer than all the rest: it is asked only where a finding depends on it. */
  constructor(
    readonly program: Program,
    private readonly readWorks: () => readonly TrainingWork[] = () => [],
  ) {}

  /** What each training asks of a machine; none where nobody counts. */
  get works(): readonly TrainingWork[] {
    return (this.worksRead ??= this.readWorks());
  }

  /** Whether anything asked how heavy the trainings are. */
  get isWeighed(): boolean {
    return this.worksRead !== undefined;
  }

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
