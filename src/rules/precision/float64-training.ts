import { calledObject, receiverObject } from '../../ml/called-object';
import { kerasFits } from '../../ml/keras';
import type { MlView } from '../../ml/ml-view';
import { isUnconditional, isWritten } from '../../ml/settings';
import { libraryName } from '../../ml/surroundings';
import type { Activation, CallArgument, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { dictionary } from '../../python/dictionary';

const message =
  'This trains in float64. GPUs run double precision at a fraction of their float32 speed (consumer cards at 1/32 to 1/64), and every tensor takes twice the memory. Train in float32 unless the problem needs more digits.';

/** Solvers, Gaussian processes, physics and sampling: there double precision is a choice. */
const needsDigits =
  /^(gpytorch|botorch|gpflow|torchdiffeq|torchsde|deepxde|tensorflow_probability|numpyro|blackjax|pymc\w*|pyro|diffrax|jax_md|jaxopt|e3nn|mace|ase|torchani|pyscf|pennylane|qiskit|fenics|dolfin\w*|sympy|dynesty|emcee)(\.|$)/;

/** What sets a precision for a whole program or trainer. The parameter's value says which. */
interface Setter {
  readonly names: readonly string[];
  readonly parameter: string;
  readonly position?: number;
  readonly trains: (program: Program, ml: MlView) => boolean;
  /** How the value reads in float32; undefined for a value that is no double precision. */
  readonly single: (text: string) => string;
}

const lightningText: Readonly<Record<string, string>> = dictionary({ '64': '32', double: '"32-true"', '64-true': '"32-true"' });

const setters: readonly Setter[] = [
  {
    names: ['torch.set_default_dtype', 'torch.set_default_tensor_type'],
    parameter: 'd',
    position: 0,
    trains: (program, ml) => ml.trainingLoops.length > 0 || makesOptimizer(program),
    single: (text) => text.replace(/\b(?:float64|double)\b/, 'float32').replace(/\bDoubleTensor\b/, 'FloatTensor'),
  },
  {
    names: ['keras.backend.set_floatx', 'keras.mixed_precision.set_global_policy'],
    parameter: 'value',
    position: 0,
    trains: (program) => makesKerasModel(program),
    single: (text) => text.replace('float64', 'float32'),
  },
  {
    names: ['lightning.pytorch.Trainer', 'pytorch_lightning.Trainer', 'lightning.Trainer', 'lightning.fabric.Fabric', 'lightning.Fabric'],
    parameter: 'precision',
    trains: () => true,
    single: (text) => lightningText[text.replace(/^["']|["']$/g, '')] ?? text,
  },
];

/** Double precision reaches a model that is trained. */
export const float64Training: Rule = {
  meta: {
    id: 'float64-training',
    topic: 'precision',
    title: 'A model is trained in double precision',
    severity: 'warning',
    frameworks: ['torch', 'lightning', 'keras', 'jax'],
    markers: ['float64', 'double', 'Double', 'x64', 'X64', 'precision=64', 'precision="64', "precision='64"],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'ratio of float64 to float32 arithmetic in the data sheets of GPUs; no energy measurement found',
    },
  },
  *check(program, ml) {
    if ([...program.imports].some((name) => needsDigits.test(name)) || checksNumerics(program)) {
      return;
    }
    yield* programWide(program, ml);
    yield* jaxSwitches(program);
    if (ml.trainingLoops.length > 0 || kerasFits(program).length > 0) {
      yield* castModules(program, ml);
      yield* doubleLayers(program);
    }
  },
};

/** Second-order methods and checks of gradients are not reliable in float32. */
function checksNumerics(program: Program): boolean {
  return (
    ['gradcheck', 'gradgradcheck', 'check_grads'].some((name) => program.callsNamed(name).length > 0) ||
    program.callsOf('torch.optim.LBFGS').length > 0
  );
}

/** Whoever makes an optimizer trains, though the loop may stand in another file. */
function makesOptimizer(program: Program): boolean {
  return program.activations.some(({ callee }) => /^torch\.optim\.[A-Z]/.test(libraryName(callee) ?? ''));
}

function makesKerasModel(program: Program): boolean {
  return (
    kerasFits(program).length > 0 ||
    program.callsOf('keras.Sequential').length > 0 ||
    program.callsOf('keras.Model').length > 0 ||
    program.callsNamed('apply_gradients').length > 0
  );
}

const doubleNames = new Set([
  'torch.float64',
  'torch.double',
  'torch.DoubleTensor',
  'torch.cuda.DoubleTensor',
  'tensorflow.float64',
  'numpy.float64',
  'jax.numpy.float64',
]);
const doubleTexts = new Set<unknown>(['float64', 'double', 'torch.DoubleTensor', 'torch.cuda.DoubleTensor', '64', '64-true', 64]);

function isDouble(value: Possible): boolean {
  const only = single(value);
  return (
    (only?.kind === 'external' && doubleNames.has(only.name)) ||
    (only?.kind === 'constant' && doubleTexts.has(only.value)) ||
    // A policy or a type object by its name: `Policy("float64")`.
    (only?.kind === 'instance' &&
      only.from?.kind === 'call' &&
      only.className === 'keras.DTypePolicy' &&
      only.from.activation.arguments.positional.some((name) => constantOf(name) === 'float64'))
  );
}

function* programWide(program: Program, ml: MlView): Iterable<FindingProposal> {
  for (const setter of setters) {
    for (const [site, calls] of bySite(
      program,
      setter.names.flatMap((name) => program.callsOf(name)),
    )) {
      const [given] = calls.map((call) => valueOf(call, setter));
      const isSet = calls.every((call) => {
        const one = valueOf(call, setter);
        return one !== undefined && isDouble(one.possible) && isWritten(one.possible) && isUnconditional(call.context);
      });
      if (given !== undefined && isSet && setter.trains(program, ml) && !isTakenBack(program, calls, setter)) {
        const place = given.argument?.place ?? calleePlace(site);
        yield finding(place, fixOf(program, given.argument, setter));
      }
    }
  }
}

function valueOf(
  call: Activation,
  { parameter, position }: Setter,
): { readonly possible: Possible; readonly argument: CallArgument | null } | undefined {
  if (position === 0) {
    const [possible] = call.arguments.positional;
    const [argument] = call.site.arguments;
    return possible === undefined ? undefined : { possible, argument: argument ?? null };
  }
  const answer = call.arguments.get(parameter);
  return answer.kind === 'given' ? answer : undefined;
}

/** A part of the program only: the type is set back further down. */
function isTakenBack(program: Program, calls: readonly Activation[], setter: Setter): boolean {
  const [call] = calls;
  return (
    setter.position === 0 &&
    call !== undefined &&
    setter.names.some((name) =>
      program.callsOf(name).some((other) => {
        const value = valueOf(other, setter);
        return other.order > call.order && value !== undefined && !isDouble(value.possible);
      }),
    )
  );
}

function fixOf(program: Program, argument: CallArgument | null, setter: Setter): FixProposal | undefined {
  const text = argument === null ? '' : program.textOf(argument.valuePlace);
  const changed = setter.single(text);
  return argument === null || changed === text || !/^["']?[\w.-]+["']?$/.test(text)
    ? undefined
    : { title: 'Use float32', safe: false, edits: [{ span: spanOf(argument.valuePlace), text: changed }] };
}

function finding(place: Place, fix: FixProposal | undefined): FindingProposal {
  return { place, message, confidence: 'high', change: { precision: 'fp32' }, fixes: fix === undefined ? [] : [fix] };
}

/** `model.double()` and `model.to(torch.float64)` of a module that a training loop calls. */
function* castModules(program: Program, ml: MlView): Iterable<FindingProposal> {
  const trained = new Set(ml.trainingLoops.flatMap(({ graph }) => [...graph].map(calledObject)));
  for (const [site, calls] of bySite(program, [...program.callsNamed('double'), ...program.callsNamed('to')])) {
    if (calls.every((call) => castsToDouble(call) && isUnconditional(call.context) && isTrained(program, call, trained))) {
      yield finding(fromName(site), undefined);
    }
  }
}

function castsToDouble({ callee, site, arguments: args }: Activation): boolean {
  if (callee.kind === 'function') {
    return false;
  }
  const targets = [...args.positional, ...[args.keywords.get('dtype')].filter((value) => value !== undefined)];
  return site.name === 'double' ? targets.length === 0 && site.text.includes('.') : targets.some(isDouble);
}

function isTrained(program: Program, call: Activation, trained: ReadonlySet<unknown>): boolean {
  const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  const isModule = types.includes('torch.nn.Module') && !types.includes('torch.nn._Loss');
  const object = receiverObject(call);
  return isModule || (types.length === 0 && object !== undefined && trained.has(object));
}

/** The call from its method's name on: `.double()` of a long expression. */
function fromName({ place, argumentList, name }: CallSite): Place {
  const start = argumentList.start - name.length;
  return { unit: place.unit, start: Math.max(start, place.start), end: argumentList.end };
}

/** Layers that hold tables or scale inputs, not weights that are trained. */
const inputLayers =
  /^keras\.layers\.(InputLayer|Normalization|Rescaling|Resizing|\w+Lookup|Hashing|DenseFeatures|Discretization|CategoryEncoding|TextVectorization)$/;

/** The first layer that is made in double precision; the others have the same cause. */
function* doubleLayers(program: Program): Iterable<FindingProposal> {
  const layers = program.activations.filter((call) => {
    const name = libraryName(call.callee) ?? '';
    const dtype = call.arguments.keywords.get('dtype') ?? call.arguments.keywords.get('torch_dtype');
    const isLayer =
      call.callee.kind === 'library' &&
      ((/^(torch\.nn|keras\.layers)\.[A-Z]/.test(name) && !/^torch\.nn\.(Parameter|Buffer)/.test(name) && !inputLayers.test(name)) ||
        call.site.name === 'from_pretrained');
    return isLayer && dtype !== undefined && isDouble(dtype) && isWritten(dtype) && isUnconditional(call.context);
  });
  const first = layers.find((call) => program.isHere(call.site.place));
  const argument = first?.site.arguments.find(({ name }) => name === 'dtype' || name === 'torch_dtype');
  if (argument !== undefined) {
    yield finding(argument.place, undefined);
  }
}

const jaxNetworks = /^(flax|optax|haiku|equinox|objax|trax|jax\.example_libraries|jax\.experimental\.(stax|optimizers))(\.|$)/;
const x64 = 'jax_enable_x64';

/** Networks are trained, or at least gradients taken again and again. */
function jaxSeverity(program: Program): FindingProposal['severity'] | undefined {
  if ([...program.imports].some((name) => jaxNetworks.test(name))) {
    return 'warning';
  }
  const gradients = [...program.callsOf('jax.grad'), ...program.callsOf('jax.value_and_grad')];
  return gradients.length > 0 && program.loops.length > 0 ? 'hint' : undefined;
}

function* jaxSwitches(program: Program): Iterable<FindingProposal> {
  const severity = jaxSeverity(program);
  if (severity === undefined) {
    return;
  }
  for (const [, calls] of bySite(program, program.callsOf('jax.config.update'))) {
    const [call] = calls;
    const [name, value] = call?.arguments.positional ?? [];
    const argument = call?.site.arguments[1];
    if (
      argument !== undefined &&
      name !== undefined &&
      value !== undefined &&
      constantOf(name) === x64 &&
      constantOf(value) === true &&
      isWritten(value) &&
      calls.every(({ context }) => isUnconditional(context))
    ) {
      yield { ...switchFinding(argument.valuePlace), severity };
    }
  }
  for (const { target, value, place, valuePlace, context } of program.externalWrites) {
    if (target === `jax.config.${x64}` && constantOf(value) === true && program.isHere(place) && isUnconditional(context)) {
      yield { ...switchFinding(valuePlace, place), severity };
    }
  }
  for (const { target, key, value, place, context } of program.externalWrites) {
    const isSet = /^(true|1)$/i.test(String(constantOf(value)));
    const names = key === null ? undefined : constantOf(key);
    if (target === 'os.environ' && names === 'JAX_ENABLE_X64' && isSet && program.isHere(place) && isUnconditional(context)) {
      yield { ...finding(place, undefined), severity };
    }
  }
}

function switchFinding(value: Place, place: Place = value): FindingProposal {
  return finding(place, { title: 'Use float32', safe: false, edits: [{ span: spanOf(value), text: 'False' }] });
}
