import { isInTest } from '../../ml/file-role';
import { constantArgument } from '../../ml/surroundings';
import { trainingArgumentCalls } from '../../ml/training-arguments';
import type { Activation, CallArgument } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import type { Rule } from '../rule';
import { bySite } from '../sites';

/** Where the search for unused parameters is switched on: the calls, the parameter, what is written there, and what would be right. */
interface Switch {
  readonly calls: (program: Program) => readonly Activation[];
  readonly parameter: string;
  readonly on: boolean | string;
  readonly off: string;
}

const switches: readonly Switch[] = [
  {
    calls: (program) => [
      ...program.callsOf('torch.nn.parallel.DistributedDataParallel'),
      ...program.callsOf('lightning.pytorch.strategies.DDPStrategy'),
      ...program.callsOf('accelerate.DistributedDataParallelKwargs'),
      ...program.callsOf('accelerate.utils.DistributedDataParallelKwargs'),
    ],
    parameter: 'find_unused_parameters',
    on: true,
    off: 'False',
  },
  { calls: trainingArgumentCalls, parameter: 'ddp_find_unused_parameters', on: true, off: 'False' },
  {
    calls: (program) => program.callsOf('lightning.pytorch.Trainer'),
    parameter: 'strategy',
    on: 'ddp_find_unused_parameters_true',
    off: '"ddp"',
  },
];

/** Models of which each step uses a part: the search is needed there. */
const partial = /\b(MoE|experts?|layerdrop|layer_drop|gating|router|get_peft_model|multi_?task|discriminator|generator|GAN)\b/i;

const message =
  'DistributedDataParallel looks through the whole graph for unused parameters in every step. Leave it off unless some parameters get no gradient in some steps.';

/** Unused parameters are looked for in every step. */
export const ddpFindUnused: Rule = {
  meta: {
    id: 'ddp-find-unused',
    topic: 'distributed',
    title: 'Unused parameters are looked for in every step',
    severity: 'hint',
    frameworks: ['torch', 'transformers', 'lightning'],
    markers: ['find_unused_parameters'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'PyTorch documentation of DistributedDataParallel: traversing the graph adds overhead in every step; no measured figure',
    },
  },
  *check(program) {
    if (program.document.fragments.some(({ text }) => partial.test(text))) {
      return;
    }
    for (const { calls, parameter, on, off } of switches) {
      for (const [, activations] of bySite(program, calls(program))) {
        const answer = activations[0]?.arguments.get(parameter);
        const argument = answer?.kind === 'given' ? answer.argument : null;
        const isOn = activations.every((call) => constantArgument(call, parameter) === on && !isInTest(call.context));
        if (argument !== null && isOn && isPlainlyWritten(program, argument)) {
          yield {
            place: argument.place,
            message,
            confidence: 'medium',
            fixes: [{ title: 'Do not look for unused parameters', safe: false, edits: [{ span: spanOf(argument.valuePlace), text: off }] }],
          };
        }
      }
    }
  },
};

/** A literal, and no comment beside it that gives a reason. */
function isPlainlyWritten(program: Program, argument: CallArgument): boolean {
  const { document, fragment, end } = spanOf(argument.place);
  const rest = /^[^\r\n]*/.exec(document.fragments[fragment]?.text.slice(end) ?? '')?.[0] ?? '';
  return /^(True|(['"])\w+\2)$/.test(program.textOf(argument.valuePlace)) && !rest.includes('#');
}
