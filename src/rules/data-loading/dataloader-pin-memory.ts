import { ancestors } from '../../ml/data-flow';
import { devicesIn } from '../../ml/devices';
import { isInTest } from '../../ml/file-role';
import { torchLoaders } from '../../ml/loaders';
import type { MlView } from '../../ml/ml-view';
import { constantArgument, libraryName, makers } from '../../ml/surroundings';
import { trainingArgumentCalls } from '../../ml/training-arguments';
import { addKeyword, insertImport, replaceArgument } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { blockingCopies } from './blocking-copies';

const message =
  'Batches of this loader are copied to the GPU from pageable memory, which takes one copy more and keeps the host waiting. Let the loader pin them: pin_memory=torch.cuda.is_available(), and copy with non_blocking=True.';

const messageOfTrainers =
  'Batches of this Trainer are copied to the GPU from pageable memory, which takes one copy more and keeps the host waiting. It pins them unless told not to.';

/** Batches reach the GPU from memory that is not pinned. */
export const dataloaderPinMemory: Rule = {
  meta: {
    id: 'dataloader-pin-memory',
    topic: 'data-loading',
    title: 'Batches are copied to the GPU while the host waits',
    severity: 'hint',
    frameworks: ['torch', 'torch_geometric', 'transformers'],
    markers: ['DataLoader', 'dataloader_pin_memory'],
    saving: {
      energyShare: { low: 0, high: 0.08 },
      evidence: 'energy',
      source:
        'creedengo GCI102 (2025): -7.6 % CO2e and -9.8 % time on one RTX 6000; about nothing in tuning-green-ai-pipelines (2024) once its change of precision is taken out',
    },
  },
  *check(program, ml) {
    if (isElsewhere(ml)) {
      return;
    }
    yield* switchedOff(program, ml);
    const transfers = transfersToCuda(program);
    const loaders = transfers.length === 0 ? [] : torchLoaders.flatMap((name) => program.callsOf(name));
    yield* blockingCopies(program, ml, loaders, transfers);
    for (const [site, calls] of bySite(program, loaders)) {
      if (calls.every((call) => isPageable(call) && !isInTest(call.context) && reachesCuda(call, transfers))) {
        const fix = pin(program, site);
        yield { place: calleePlace(site), message, confidence: 'high', change: { pinMemory: true }, fixes: fix === undefined ? [] : [fix] };
      }
    }
  },
};

/** A Trainer of Hugging Face pins by default; somebody said not to. */
function* switchedOff(program: Program, { devices }: MlView): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, devices.cpuOnly ? [] : trainingArgumentCalls(program))) {
    const argument = site.arguments.find(({ name }) => name === 'dataloader_pin_memory');
    const isOff = calls.every((call) => constantArgument(call, 'dataloader_pin_memory') === false && !isInTest(call.context));
    const isOnCpu = calls.some((call) => ['no_cuda', 'use_cpu', 'use_mps_device'].some((name) => call.arguments.keywords.has(name)));
    if (argument !== undefined && isOff && !isOnCpu) {
      const edits = replaceArgument(argument, 'True');
      yield {
        place: argument.place,
        message: messageOfTrainers,
        confidence: 'medium',
        change: { pinMemory: true },
        fixes: [{ title: 'Pin the memory of batches', safe: false, edits }],
      };
    }
  }
}

/** Pinned memory is for CUDA; on Apple's GPUs PyTorch warns that it does not know it. */
function isElsewhere({ devices }: MlView): boolean {
  return devices.mps || devices.other !== null;
}

function isPageable(call: Activation): boolean {
  return constantArgument(call, 'pin_memory', 7) === false;
}

function transfersToCuda(program: Program): readonly Activation[] {
  const moved = program.callsNamed('to').filter((call) => {
    const [device] = [
      ...call.arguments.positional,
      ...(call.arguments.keywords.get('device') === undefined ? [] : [call.arguments.keywords.get('device')]),
    ];
    return device !== undefined && (devicesIn(device).includes('cuda') || isAccelerator(device));
  });
  return [...program.callsNamed('cuda'), ...moved].filter(({ receiver }) => receiver !== null);
}

/** Whatever accelerator the machine has. */
function isAccelerator(device: Possible): boolean {
  return makers(device).some(({ callee }) => libraryName(callee) === 'torch.accelerator.current_accelerator');
}

/** What the loader gives is moved, and was not on the device before. */
function reachesCuda(loader: Activation, transfers: readonly Activation[]): boolean {
  const answer = loader.arguments.get('dataset', 0);
  const earlier = answer.kind === 'given' ? ancestors(answer.possible) : new Set<Activation>();
  return (
    !transfers.some((call) => earlier.has(call)) && transfers.some(({ receiver }) => receiver !== null && ancestors(receiver).has(loader))
  );
}

function pin(program: Program, site: CallSite): FixProposal | undefined {
  const torch = insertImport(program, 'import torch', spanOf(site.place));
  const isByPosition = site.arguments.filter(({ name, splat }) => name === null && splat === 0).length > 7;
  const edits = torch === undefined || isByPosition ? [] : addKeyword(site, 'pin_memory', `${torch.name}.cuda.is_available()`);
  return torch === undefined || edits.length === 0
    ? undefined
    : { title: 'Pin the memory of batches where there is a GPU', safe: false, edits: [...edits, ...torch.edits] };
}
