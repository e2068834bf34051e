import { MlView } from '../ml/ml-view';
import type { Program } from '../python/program/program';
import { Locator } from '../python/source/locator';
import type { Reference } from '../reference/reference';
import { readClassic } from './classic';
import { withCounts } from './counted-model';
import { FactReader } from './facts';
import { readDelegated } from './delegated';
import { readFastai } from './fastai';
import { readHfTrainers } from './hf-trainer';
import { readIgnite } from './ignite';
import { readJaxLoops } from './jax';
import { readKeras } from './keras';
import { readLightning } from './lightning';
import { buildRuns } from './run-builder';
import { factValue, knownFact, type Profile, type RunProfile } from './run-profile';
import { readTensorflowLoops } from './tensorflow';
import { readEstimators } from './tensorflow-estimators';
import { readTold } from './told';
import { withPaddedTexts } from './text-length';
import { readTorchLoops } from './torch-loops';

/** Everything the script will train, one run for each place that trains. `fuel` bounds the steps in which models are counted. */
export function readProfile(program: Program, reference: Reference, ml: MlView = new MlView(program), fuel?: number): Profile {
  const locator = new Locator();
  const reader = new FactReader(program, locator);
  const owned = [
    ...readHfTrainers(reader, ml, reference),
    ...readLightning(reader, ml, reference),
    ...readFastai(reader, reference),
    ...readIgnite(reader, ml, reference),
    ...readKeras(reader, reference),
    ...readTensorflowLoops(reader, reference),
    ...readEstimators(reader, reference),
    ...readJaxLoops(reader, reference),
    ...readClassic(reader, reference),
  ];
  const known = [...readTorchLoops(reader, ml, reference), ...(owned.length === 0 ? readDelegated(reader, ml, reference) : []), ...owned];
  const runs = known.length === 0 ? readTold(reader, reference) : known;
  const built = buildRuns(program, locator, withCounts(reader, withPaddedTexts(reader, runs), reference, fuel));
  return { version: 1, path: program.document.path, runs: built.map((run) => withShareOfBatch(run, program)) };
}

/** `DataParallel` splits every batch over the accelerators of its one process. */
function withShareOfBatch(run: RunProfile, { processes }: Program): RunProfile {
  const batch = knownFact(run, 'batchSizePerDevice');
  return processes === null || batch === undefined || factValue(run, 'distributed') !== 'dp'
    ? run
    : { ...run, batchSizePerDevice: { ...batch, value: Math.max(1, Math.floor(batch.value / processes.perNode)) } };
}
