import { isInTest } from '../../ml/file-role';
import { devicesIn } from '../../ml/devices';
import { originOf } from '../../ml/data-flow';
import type { Activation } from '../../python/program/call-site';
import { addKeyword, insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import type { CallSite } from '../../python/program/call-site';

const message =
  'Without torch_dtype the weights of this pipeline are loaded and computed in float32. On a GPU, torch_dtype=torch.float16 (or bfloat16) halves the memory and the traffic, and puts the tensor cores to use.';

/** A generative pipeline that answers in float32 on a GPU. */
export const loadFullPrecision: Rule = {
  meta: {
    id: 'load-full-precision',
    topic: 'inference',
    title: 'A large pipeline in float32',
    severity: 'hint',
    frameworks: ['diffusers'],
    markers: ['diffusers'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'Diffusers documentation, Accelerate inference (0.25, 2024): Stable Diffusion XL on an A100 in bfloat16 takes 4.63 s instead of 7.36 s',
    },
  },
  *check(program, ml) {
    if (ml.precision.kind !== 'none' || ml.devices.other !== null || trains(program)) {
      return;
    }
    const loads = program
      .callsNamed('from_pretrained')
      .filter(({ callee }) => 'signature' in callee && callee.signature?.name === 'diffusers.DiffusionPipeline.from_pretrained');
    for (const [site, calls] of bySite(program, loads)) {
      if (
        calls.every((call) => saysNoType(call) && !isInTest(call.context)) &&
        calls.some((call) => reachesGpu(program, call)) &&
        !calls.some((call) => isCastLater(program, call))
      ) {
        const fix = proposeFix(program, site);
        yield { place: calleePlace(site), message, confidence: 'high', fixes: fix === undefined ? [] : [fix] };
      }
    }
  },
};

const typeParameters = ['torch_dtype', 'dtype', 'variant', 'quantization_config', 'revision', 'load_in_8bit', 'load_in_4bit'];

function saysNoType({ arguments: given }: Activation): boolean {
  return !given.openKeywords && !typeParameters.some((name) => given.keywords.has(name));
}

function trains(program: Program): boolean {
  return ['backward', 'train', 'fit'].some((name) => program.callsNamed(name).some(({ callee }) => callee.kind !== 'function'));
}

/** The pipeline, or what its own methods returned. */
function isSame(value: Possible, load: Activation, depth = 4): boolean {
  return value.options.some((option) => {
    const origin = originOf(option.value);
    return (
      origin?.kind === 'call' &&
      (origin.activation === load ||
        (depth > 0 && origin.activation.receiver !== null && isSame(origin.activation.receiver, load, depth - 1)))
    );
  });
}

function callsOn(program: Program, load: Activation, names: readonly string[]): readonly Activation[] {
  return names.flatMap((name) => program.callsNamed(name)).filter(({ receiver }) => receiver !== null && isSame(receiver, load));
}

/** Moved to CUDA, on all machines or on those that have it. */
function reachesGpu(program: Program, load: Activation): boolean {
  return (
    callsOn(program, load, ['cuda', 'enable_model_cpu_offload', 'enable_sequential_cpu_offload']).length > 0 ||
    callsOn(program, load, ['to']).some((call) =>
      [...call.arguments.positional, ...call.arguments.keywords.values()].some((value) => devicesIn(value).includes('cuda')),
    )
  );
}

/** `.half()`, or `.to(torch.float16)`. */
function isCastLater(program: Program, load: Activation): boolean {
  return (
    callsOn(program, load, ['half', 'bfloat16']).length > 0 ||
    callsOn(program, load, ['to']).some(({ site }) => /float16|half|dtype/.test(program.textOf(site.argumentList)))
  );
}

function proposeFix(program: Program, site: CallSite): FixProposal | undefined {
  const torch = insertImport(program, 'import torch', spanOf(site.place));
  const edits = torch === undefined ? [] : addKeyword(site, 'torch_dtype', `${torch.name}.float16`);
  return torch === undefined || edits.length === 0
    ? undefined
    : { title: 'Load the weights in float16', safe: false, edits: [...edits, ...torch.edits] };
}
