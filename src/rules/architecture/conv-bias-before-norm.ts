import { isInTest } from '../../ml/file-role';
import { libraryName, makers } from '../../ml/surroundings';
import { completeEntries, completeItems } from '../../python/evaluate/containers';
import type { Activation } from '../../python/program/call-site';
import { addKeyword } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import type { Span } from '../../python/source/document';
import { constantOf, single, type Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const convolution = /^(torch\.nn\.Conv(Transpose)?[123]d|keras\.layers\.((Separable|Depthwise)?Conv[123]D|Conv[123]DTranspose))$/;
const normalisation = /^(torch\.nn\.(Sync)?BatchNorm([123]d)?|keras\.layers\.BatchNormalization)$/;

const message =
  'Batch normalisation subtracts the mean of each channel right after this convolution, and the bias with it. Switch the bias off: fewer parameters, the same result.';

/** A bias that batch normalisation takes away again. */
export const convBiasBeforeNorm: Rule = {
  meta: {
    id: 'conv-bias-before-norm',
    topic: 'architecture',
    title: 'A convolution with a bias before batch normalisation',
    severity: 'hint',
    frameworks: ['torch', 'keras'],
    markers: ['BatchNorm'],
    saving: {
      energyShare: { low: 0, high: 0.01 },
      evidence: 'energy',
      source: 'creedengo GCI101 (2025): time equal, -0.14 % parameters',
    },
  },
  *check(program) {
    const convolutions = program.activations.filter(({ callee }) => convolution.test(libraryName(callee) ?? ''));
    if (convolutions.length === 0) {
      return;
    }
    const normalised = new Set([...inContainers(program), ...inForward(program)]);
    for (const [site, calls] of bySite(program, convolutions)) {
      const [call] = calls;
      if (call !== undefined && calls.every((one) => normalised.has(one) && hasPlainBias(one) && !isInTest(one.context))) {
        const parameter = (libraryName(call.callee) ?? '').startsWith('keras.') ? 'use_bias' : 'bias';
        const edits = addKeyword(site, parameter, 'False');
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          fixes: edits.length === 0 ? [] : [{ title: 'Switch the bias off', safe: false, edits }],
        };
      }
    }
  },
};

function hasPlainBias(call: Activation): boolean {
  const isKeras = (libraryName(call.callee) ?? '').startsWith('keras.');
  const bias = call.arguments.get(isKeras ? 'use_bias' : 'bias');
  const activation = isKeras ? call.arguments.keywords.get('activation') : undefined;
  const isOn =
    bias.kind === 'default' || (bias.kind === 'given' && constantOf(bias.possible) === true && typeof bias.argument?.name === 'string');
  const isLinear = activation === undefined || constantOf(activation) === null || constantOf(activation) === 'linear';
  return isOn && isLinear && !call.arguments.openKeywords && !call.arguments.openPositional && call.arguments.positional.length <= 7;
}

function constructor(of: Possible, kind: RegExp): Activation | undefined {
  const only = single(of);
  const [made] = only?.kind === 'instance' ? makers(of) : [];
  return made !== undefined && kind.test(libraryName(made.callee) ?? '') ? made : undefined;
}

/** Convolutions that stand right before a normalisation in a `Sequential`, or are added to one right before it. */
function inContainers(program: Program): readonly Activation[] {
  const rows: (readonly Possible[])[] = [
    ...program.callsOf('torch.nn.Sequential').map(({ arguments: { positional } }) => namedLayers(positional) ?? positional),
    ...program.callsOf('keras.Sequential').map(({ arguments: given }) => {
      const layers = given.get('layers', 0);
      return layers.kind === 'given' ? (completeItems(layers.possible) ?? []) : [];
    }),
    ...added(program),
  ];
  return rows.flatMap((row) =>
    row.flatMap((layer, index) => {
      const next = row[index + 1];
      const made = constructor(layer, convolution);
      const uses = rows.flat().filter((other) => made !== undefined && constructor(other, convolution) === made).length;
      return made !== undefined && next !== undefined && constructor(next, normalisation) !== undefined && uses === 1 ? [made] : [];
    }),
  );
}

/** The layers of `Sequential(OrderedDict([("conv", …), …]))`. */
function namedLayers([first, ...others]: readonly Possible[]): readonly Possible[] | undefined {
  return first === undefined || others.length > 0 ? undefined : completeEntries(first)?.map(([, layer]) => layer);
}

/** What is added to each Keras model, in order. */
function added(program: Program): readonly (readonly Possible[])[] {
  const rows = new Map<Activation, Possible[]>();
  for (const { receiver, arguments: given } of program.callsOf('keras.Sequential.add')) {
    const [model] = receiver === null ? [] : makers(receiver);
    const [layer] = given.positional;
    if (model !== undefined && layer !== undefined) {
      rows.set(model, [...(rows.get(model) ?? []), layer]);
    }
  }
  return [...rows.values()];
}

/** Convolutions whose result goes to a normalisation and nowhere else, each time they are called. */
function inForward(program: Program): readonly Activation[] {
  const good = new Set<Activation>();
  const calls = program.activations.filter(({ callee }) => callee.kind === 'object');
  const madeBy = (call: Activation, kind: RegExp): Activation | undefined =>
    call.callee.kind === 'object' ? constructor(call.callee.of, kind) : undefined;
  const convolutions = new Map(calls.map((call) => [call, madeBy(call, convolution)]));
  for (const norm of calls) {
    const [input] = norm.arguments.positional;
    if (input === undefined || madeBy(norm, normalisation) === undefined) {
      continue;
    }
    const [conv] = single(input) === undefined ? [] : makers(input);
    if (conv !== undefined && convolutions.get(conv) !== undefined && isUsedOnce(program, conv, norm)) {
      good.add(conv);
    }
  }
  const found = new Set<Activation>();
  const elsewhere = new Set<Activation>();
  for (const [call, made] of convolutions) {
    if (made !== undefined) {
      (good.has(call) ? found : elsewhere).add(made);
    }
  }
  return [...found].filter((made) => !elsewhere.has(made));
}

/** The convolution stands inside of the normalisation's call, or its result has a name that only that call reads. */
function isUsedOnce(program: Program, conv: Activation, norm: Activation): boolean {
  const [inner, outer] = [program.span(conv.site.place), program.span(norm.site.place)];
  if (inner.document !== outer.document || inner.fragment !== outer.fragment) {
    return false;
  }
  if (outer.start <= inner.start && inner.end <= outer.end) {
    return true;
  }
  const block = program.blockAround(inner);
  const first = block.findIndex(({ span }) => span.start <= inner.start && inner.end <= span.end);
  const bound = block[first];
  const [name] = bound?.binds ?? [];
  const isWhole = bound?.span.end === inner.end;
  if (name === undefined || !isWhole || argumentText(program, norm.site.arguments[0]?.valuePlace) !== name) {
    return false;
  }
  let isRead = false;
  for (const { span, blocks, reads, binds } of block.slice(first + 1)) {
    const isNorm = span.start <= outer.start && outer.end <= span.end;
    if (!isNorm && (reads.has(name) || (blocks.length > 0 && countOf(textOf(span), name) > 0))) {
      return false;
    }
    isRead ||= isNorm && blocks.length === 0 && countOf(textOf(span), name) === (binds.includes(name) ? 2 : 1);
    if (isNorm && !isRead) {
      return false;
    }
    if (binds.includes(name)) {
      return isRead;
    }
  }
  return isRead;
}

function argumentText(program: Program, place: Place | undefined): string | undefined {
  return place === undefined ? undefined : program.textOf(place);
}

function textOf({ document, fragment, start, end }: Span): string {
  return document.fragments[fragment]?.text.slice(start, end) ?? '';
}

function countOf(text: string, name: string): number {
  return [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\b`, 'g'))].length;
}
