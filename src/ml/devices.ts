import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { constantOf, type Possible } from '../python/values/possible';
import { stepsOf } from '../python/values/trail';
import { originOf } from './data-flow';
import { guardsWithin, hasKnownCallers, libraryName, makers } from './surroundings';

/** What the code says about the device it computes on. */
export interface DeviceEvidence {
  /** Something is moved to, or made on, CUDA in the default world or in the branch for machines that have it. */
  readonly cuda: boolean;
  /** CUDA is for those who set a switch of the command line; without it nothing in the code asks for a GPU. */
  readonly cudaBySwitch: boolean;
  /** Models or data are moved to a device that whoever uses this file names: the CPU is its default at most. */
  readonly handed: boolean;
  /** The device is certainly the CPU: named so and nothing else. */
  readonly cpuOnly: boolean;
  readonly mps: boolean;
  /** TPU, Gaudi, Neuron: other rules hold there. */
  readonly other: 'tpu' | 'hpu' | 'neuron' | null;
}

const otherPackages: readonly (readonly [RegExp, 'tpu' | 'hpu' | 'neuron'])[] = [
  [/^torch_xla(\.|$)/, 'tpu'],
  [/^(habana_frameworks|optimum\.habana)(\.|$)/, 'hpu'],
  [/^(torch_neuronx?|optimum\.neuron)(\.|$)/, 'neuron'],
];

/** Reads devices from every call of the program. */
export function readDevices(program: Program): DeviceEvidence {
  const devices = new Set<string>();
  for (const activation of program.activations) {
    for (const device of devicesNamed(activation)) {
      devices.add(device);
    }
  }
  for (const name of ['cuda', 'is_available', 'set_device', 'current_device', 'get_device_name', 'device_count']) {
    for (const call of program.callsNamed(name)) {
      const isMove = name === 'cuda' && (call.callee.kind === 'method' || call.callee.kind === 'outside');
      if (isMove || (name !== 'cuda' && libraryName(call.callee)?.startsWith('torch.cuda.') === true && !isForSeed(program, call))) {
        devices.add('cuda');
      }
    }
  }
  const isForIntel = devices.has('xpu');
  if (program.activations.some((call) => gpuOnly.test(libraryName(call.callee) ?? '') || (!isForIntel && isSpreadOverGpus(call)))) {
    devices.add('cuda');
  }
  const other = otherPackages.find(([pattern]) => [...program.imports].some((name) => pattern.test(name)))?.[1] ?? null;
  const isNamed = devices.has('cuda') || devices.has('gpu');
  const cudaBySwitch = !isNamed && gpuSwitchMakers.some((name) => program.callsNamed(name).some(offersGpu));
  const cuda = isNamed || cudaBySwitch;
  const cpuOnly = devices.has('cpu') && !cuda && !devices.has('mps') && !devices.has('?');
  const handed = program.callsNamed('to').some(isMovedAsAsked);
  return { cuda, cudaBySwitch, handed, cpuOnly, mps: devices.has('mps'), other };
}

/** `model.to(device)`, where the device is a parameter that nothing here passes, or has its default only for want of a caller. */
function isMovedAsAsked({ arguments: given, context, site }: Activation): boolean {
  const device = given.keywords.get('device') ?? given.positional[0];
  return (
    site.receiverText !== null &&
    device?.options.some(({ value, trail }) => {
      const origin = originOf(value);
      const isNamedDevice =
        value.kind === 'instance' ? value.className === 'torch.device' : value.kind === 'unknown' && value.type === null;
      return (
        (isNamedDevice && origin?.kind === 'parameter' && /device|gpu/i.test(origin.name)) ||
        (value.kind === 'constant' &&
          value.value === 'cpu' &&
          !hasKnownCallers(context) &&
          stepsOf(trail).some(({ kind }) => kind === 'function-default'))
      );
    }) === true
  );
}

/** `if torch.cuda.is_available(): torch.cuda.manual_seed_all(seed)`: who seeds every device there may be says nothing of the one in use. */
function isForSeed(program: Program, { site }: Activation): boolean {
  return (
    site.name === 'is_available' &&
    ['manual_seed', 'manual_seed_all'].some((name) =>
      program
        .callsNamed(name)
        .some(({ context }) =>
          guardsWithin(context, null).some(
            ({ place }) => place.unit === site.place.unit && place.start <= site.place.start && site.place.end <= place.end,
          ),
        ),
    )
  );
}

/** Calls that only make sense where there is a GPU. */
const gpuOnly =
  /^torch\.(accelerator\.|cuda\.(synchronize|amp\.|max_memory_allocated|memory_allocated|empty_cache|Stream|Event|current_stream))/;

/** Copies of a model on devices that are numbered, or processes that talk over NCCL. */
function isSpreadOverGpus(call: Activation): boolean {
  const name = libraryName(call.callee) ?? '';
  if (/^torch\.nn\.(parallel\.)?(DistributedDataParallel|DataParallel)$/.test(name)) {
    const ids = call.arguments.get('device_ids', 1);
    return name.endsWith('.DataParallel') || (ids.kind === 'given' && constantOf(ids.possible) !== null);
  }
  const backend = name === 'torch.distributed.init_process_group' ? call.arguments.get('backend', 0) : undefined;
  return backend?.kind === 'given' && constantOf(backend.possible) === 'nccl';
}

/** What declares a switch of the command line: argparse, click and typer, absl. */
const gpuSwitchMakers = ['add_argument', 'option', 'Option', 'DEFINE_bool', 'DEFINE_boolean'];
const gpuSwitch = /^(--?)?(use[-_]?)?(cuda|gpu|accel|accelerator)$/i;

/** `--cuda`, a switch that somebody with a GPU sets: what it leads to is written for one, though it is off unless asked for. */
function offersGpu({ arguments: given, site }: Activation): boolean {
  const isSwitch =
    site.name.startsWith('DEFINE') ||
    given.keywords.has('is_flag') ||
    /^store_true$|BooleanOptionalAction/.test(String(textOf(given.keywords.get('action'))));
  return isSwitch && given.positional.some((name) => gpuSwitch.test(String(textOf(name))));
}

function textOf(value: Possible | undefined): unknown {
  const [only] = value?.options ?? [];
  return only?.value.kind === 'constant' ? only.value.value : only?.value.kind === 'external' ? only.value.name : undefined;
}

const deviceArguments = ['device', 'device_type', 'map_location'];

function devicesNamed(activation: Activation): readonly string[] {
  const { site, callee, arguments: args } = activation;
  const found: string[] = [];
  const name = libraryName(callee);
  if (site.name === 'to' || name === 'torch.device' || site.name === 'to_device' || name === 'torch.set_default_device') {
    for (const argument of args.positional.slice(0, 2)) {
      found.push(...devicesIn(argument));
    }
  }
  for (const parameter of deviceArguments) {
    const value = args.keywords.get(parameter);
    if (value !== undefined && parameter !== 'map_location' && name !== 'torch.autocast') {
      found.push(...devicesIn(value));
    }
  }
  return found;
}

/** Device kinds a value may name: `cuda`, `cpu`, `mps`; `?` for one that cannot be read. */
export function devicesIn(value: Possible): readonly string[] {
  const found = value.options.flatMap(({ value: option }) => {
    if (option.kind === 'constant' && option.type === 'str') {
      return [String(option.value).split(':')[0] ?? ''];
    }
    if (option.kind === 'instance' && option.className === 'torch.device' && option.from?.kind === 'call') {
      const [first] = option.from.activation.arguments.positional;
      return first === undefined ? ['?'] : devicesIn(first);
    }
    return [];
  });
  for (const maker of makers(value)) {
    if (libraryName(maker.callee) === 'torch.device' && maker.arguments.positional[0] !== undefined && found.length === 0) {
      found.push(...devicesIn(maker.arguments.positional[0]));
    }
  }
  return found;
}

/** GPUs before Volta, by the names that people write: Pascal, Maxwell and Kepler (NVIDIA, CUDA GPUs and their compute capability, 2025). */
const withoutTensorCores =
  /(?<![A-Za-z0-9])(P100|K80|([Gg][Pp][Uu]|[Kk]aggle|[Tt]esla)[ _-]*([Pp]100|[Kk]80|[Pp]40?|[Mm]40|[Mm]60)|[Gg][Tt][Xx][ _-]?(9|10)\d0|T[Ii][Tt][Aa][Nn][ _-]Xp?)(?![A-Za-z0-9])/;
const withTensorCores = /(?<![A-Za-z0-9])([TL]4|[TL]4[x×]2|[VAH]100|H200|B200|A10G?|L40S?|RTX[ _-]?\w*)(?![A-Za-z0-9])/i;

/** Code or comments name a GPU that multiplies 16-bit numbers no faster, and none that does. */
export function namesGpuWithoutTensorCores(program: Program): boolean {
  const texts = program.document.fragments.map(({ text }) => text);
  return texts.some((text) => withoutTensorCores.test(text)) && !texts.some((text) => withTensorCores.test(text));
}
