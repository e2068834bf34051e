import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { constantArgument, libraryName } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import { layers } from '../../python/program/context';
import { insertImport, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { calleePlace } from '../quoting';
import { bySite } from '../sites';

/** Parameters by which a trainer is told to stay on the CPU. */
const pins: ReadonlyMap<string, { readonly parameter: string; readonly value: string | boolean }[]> = new Map([
  [
    'transformers.TrainingArguments',
    [
      { parameter: 'use_cpu', value: true },
      { parameter: 'no_cuda', value: true },
    ],
  ],
  ['lightning.pytorch.Trainer', [{ parameter: 'accelerator', value: 'cpu' }]],
]);
/** Layers whose work an accelerator takes off: convolutions, attention, recurrence. */
const heavy =
  /^(torch\.nn\.(Conv[123]d|Transformer\w*|MultiheadAttention|LSTM|GRU)|torchvision\.models\.|timm\.create_model|transformers\.\w+\.from_pretrained)/;

const message =
  'The training is pinned to the CPU. Convolutions and attention take many times the time and energy there; use the GPU where there is one, and keep the CPU as the fallback.';

/** A heavy training that is told to leave the accelerator alone. */
export const gpuUnused: Rule = {
  meta: {
    id: 'gpu-unused',
    topic: 'hardware',
    title: 'A heavy training is pinned to the CPU',
    severity: 'hint',
    frameworks: ['torch', 'transformers', 'lightning'],
    markers: ['cpu', 'no_cuda'],
    saving: {
      energyShare: null,
      evidence: 'energy',
      source:
        'del Rey et al. 2023, arXiv 2307.05520: energy depends on matching the hardware to the model; for tiny models a CPU can be better',
    },
  },
  *check(program, ml) {
    if (ml.devices.mps || ml.devices.other !== null || !program.activations.some(isHeavy)) {
      return;
    }
    yield* pinnedTrainers(program);
    yield* pinnedDevices(program, ml);
  },
};

function isHeavy(call: Activation): boolean {
  return heavy.test(libraryName(call.callee) ?? '');
}

function* pinnedTrainers(program: Program): Iterable<FindingProposal> {
  for (const [name, switches] of pins) {
    for (const [site, calls] of bySite(program, program.callsOf(name))) {
      const pin = switches.find(({ parameter, value }) => calls.every((call) => constantArgument(call, parameter) === value));
      if (pin !== undefined && !calls.some((call) => isInTest(call.context) || isUnderGuard(call))) {
        const argument = site.arguments.find((one) => one.name === pin.parameter);
        yield { place: argument?.place ?? calleePlace(site), message, confidence: 'high', fixes: [] };
      }
    }
  }
}

/** `torch.device("cpu")` in a program that trains by hand and names no other device. */
function* pinnedDevices(program: Program, ml: MlView): Iterable<FindingProposal> {
  if (!ml.devices.cpuOnly || ml.trainingLoops.length === 0) {
    return;
  }
  for (const [site, calls] of bySite(program, program.callsOf('torch.device'))) {
    const [argument] = site.arguments;
    const isLiteral = argument !== undefined && /^["']cpu["']$/.test(program.textOf(argument.valuePlace));
    if (isLiteral && !isRemarked(program, site) && !calls.some((call) => isInTest(call.context) || isUnderGuard(call))) {
      const fix = proposeFix(program, site);
      yield { place: argument.place, message, confidence: 'medium', fixes: fix === undefined ? [] : [fix] };
    }
  }
}

/** A remark on the line says why: the one device of a competition, a bug of a driver. */
function isRemarked(program: Program, site: CallSite): boolean {
  const { document, fragment, end } = program.span(site.place);
  const rest = (document.fragments[fragment]?.text ?? '').slice(end).split('\n')[0] ?? '';
  return /#.*(cpu|gpu|constraint|limit|\bonly\b|\bmust\b|require|compet|contest|driver|because)/i.test(rest);
}

/** On some machines or runs only. */
function isUnderGuard(call: Activation): boolean {
  return [...layers(call.context)].some(({ kind }) => kind === 'guard' || kind === 'handler');
}

function proposeFix(program: Program, site: CallSite): FixProposal | undefined {
  const torch = insertImport(program, 'import torch', spanOf(site.place));
  const [argument] = site.arguments;
  return torch === undefined || argument === undefined
    ? undefined
    : {
        title: 'Use the GPU where there is one',
        safe: false,
        edits: [...replaceArgument(argument, `"cuda" if ${torch.name}.cuda.is_available() else "cpu"`), ...torch.edits],
      };
}
