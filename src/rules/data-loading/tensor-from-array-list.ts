import { isInTest } from '../../ml/file-role';
import { innermostFrame, libraryName } from '../../ml/surroundings';
import { isOpen, listed } from '../../python/evaluate/containers';
import { insertImport } from '../../python/program/edits';
import type { Activation, CallArgument, CallSite } from '../../python/program/call-site';
import type { Context } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const constructors = ['tensor', 'as_tensor', 'Tensor', 'FloatTensor', 'LongTensor', 'DoubleTensor', 'IntTensor'].map(
  (name) => `torch.${name}`,
);

const message =
  'A list of NumPy arrays is turned into a tensor number by number, in Python. Stack the arrays first: torch.from_numpy(np.stack(arrays)), or np.stack around the list.';

/** A tensor is made of a list of arrays. */
export const tensorFromArrayList: Rule = {
  meta: {
    id: 'tensor-from-array-list',
    topic: 'data-loading',
    title: 'A tensor is made from a list of arrays number by number',
    severity: 'hint',
    frameworks: ['torch', 'numpy'],
    markers: ['tensor(', 'Tensor('],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'PyTorch itself warns that this "is extremely slow" (torch/csrc/utils/tensor_new.cpp, 2024); no energy figure for training',
    },
  },
  *check(program) {
    for (const [site, calls] of bySite(
      program,
      constructors.flatMap((name) => program.callsOf(name)),
    )) {
      if (calls.every((call) => takesArrays(program, call) && !isInTest(call.context) && !makesLayer(program, call.context))) {
        const fix = stackFirst(program, site);
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          fixes: fix === undefined ? [] : [fix],
        };
      }
    }
  },
};

/** Filters and other weights, once when a layer is made. */
function makesLayer(program: Program, context: Context): boolean {
  const frame = innermostFrame(context);
  return (
    frame?.of.name === '__init__' &&
    frame.owner !== null &&
    program.basesOf(frame.owner).library.some((base) => base.startsWith('torch.nn.') || base.endsWith('.LightningModule'))
  );
}

/** Whether a call is given a list that holds arrays and nothing else. */
function takesArrays(program: Program, call: Activation): boolean {
  const answer = call.arguments.get('data', 0);
  const list = answer.kind === 'given' ? single(answer.possible) : undefined;
  if (list?.kind !== 'sequence' || (list.type !== 'list' && list.type !== 'tuple')) {
    return false;
  }
  const items = listed(list);
  const element = list.state.get('element') as Possible | undefined;
  const appended = isOpen(list) && element === undefined ? appendedTo(program, call) : [];
  const held = [...items, ...(element === undefined ? [] : [element]), ...appended];
  const isFilled = isOpen(list) ? element !== undefined || appended.length > 0 : items.length > 0;
  return isFilled && held.every((one) => isArray(program, one));
}

/** What a loop appends to the list that a call is given by name; nothing where the list grows in another way too. */
function appendedTo(program: Program, call: Activation): readonly Possible[] {
  const [argument] = call.site.arguments;
  const name = argument === undefined ? '' : program.textOf(argument.valuePlace);
  const here = innermostFrame(call.context)?.of.node;
  const onList = (method: string): readonly Activation[] =>
    program.callsNamed(method).filter(({ site, context }) => site.receiverText === name && innermostFrame(context)?.of.node === here);
  const isPlain = /^[A-Za-z_][\w.]*$/.test(name) && !['extend', 'insert'].some((method) => onList(method).length > 0);
  const grows = new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}\\s*\\+=`);
  if (!isPlain || program.document.fragments.some(({ text }) => grows.test(text))) {
    return [];
  }
  return onList('append').flatMap(({ arguments: { positional } }) => positional.slice(0, 1));
}

/** Certainly an array, and not one that is a single number. */
function isArray(program: Program, value: Possible): boolean {
  return (
    value.options.length > 0 &&
    value.options.every(({ value: option }) => {
      const origin = option.kind === 'instance' ? option.from : null;
      const isNumber = origin?.kind === 'call' && reductions.test(libraryName(origin.activation.callee) ?? '');
      return program.typesOf(option).includes('numpy.ndarray') && !isNumber;
    })
  );
}

/** Functions whose results are arrays only where an axis is given. */
const reductions =
  /^numpy\.(argmax|argmin|dot|sqrt|log|log10|exp|abs|round|sin|cos|square|tanh|floor|ceil|clip|where|random\.(rand|randn|randint|random|normal|uniform|choice|random_sample|binomial|Generator\.\w+))$|^numpy\.ndarray\.(argmax|argmin|dot|round)$/;

function stackFirst(program: Program, site: CallSite): FixProposal | undefined {
  const [list] = site.arguments;
  const numpy = insertImport(program, 'import numpy as np', spanOf(site.place));
  if (list?.splat !== 0 || numpy === undefined || isGenerator(program, list)) {
    return undefined;
  }
  const { start, end, ...where } = spanOf(list.valuePlace);
  return {
    title: 'Stack the arrays first',
    safe: true,
    edits: [
      { span: { ...where, start, end: start }, text: `${numpy.name}.stack(` },
      { span: { ...where, start: end, end }, text: ')' },
      ...numpy.edits,
    ],
  };
}

function isGenerator(program: Program, { valuePlace }: CallArgument): boolean {
  const text = program.textOf(valuePlace);
  return text.startsWith('(') && /\bfor\b/.test(text);
}
