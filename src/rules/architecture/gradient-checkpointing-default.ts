import { isInTest } from '../../ml/file-role';
import { libraryName } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import { deleteStatement, replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import { stepsOf } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** Sequences from this length on, and batches from this size on, may need the memory. */
const longSequence = 2048;
const largeBatch = 32;

const message =
  'Gradient checkpointing computes the forward pass a second time to save memory, and this model is small enough to train without it on common GPUs. Switch it off unless training runs out of memory.';

/** Recomputation without need for memory. */
export const gradientCheckpointingDefault: Rule = {
  meta: {
    id: 'gradient-checkpointing-default',
    topic: 'architecture',
    title: 'Gradient checkpointing for a small model',
    severity: 'hint',
    frameworks: ['transformers'],
    markers: ['gradient_checkpointing'],
    saving: {
      energyShare: { low: 0.17, high: 0.24 },
      evidence: 'energy',
      source:
        'Tuning Green AI pipelines 2025 (ModernBERT-base): +30.7 % energy with checkpointing; Transformers documentation: about 20 % slower',
    },
  },
  *check(program) {
    if (!trainsSmallModel(program) || needsMemory(program)) {
      return;
    }
    for (const [site, calls] of bySite(
      program,
      program.activations.filter(({ arguments: given }) => given.keywords.has('gradient_checkpointing')),
    )) {
      const [call] = calls;
      const argument = site.arguments.find(({ name }) => name === 'gradient_checkpointing');
      if (call !== undefined && argument !== undefined && calls.every(isSwitchedOn)) {
        const isLiteral = program.textOf(argument.valuePlace) === 'True';
        const fix = { title: 'Switch gradient checkpointing off', safe: false, edits: replaceArgument(argument, 'False') };
        yield {
          place: argument.place,
          message,
          confidence: 'medium',
          change: { gradientCheckpointing: false },
          fixes: isLiteral ? [fix] : [],
        };
      }
    }
    for (const [site, calls] of bySite(program, program.callsNamed('gradient_checkpointing_enable'))) {
      if (calls.every(({ context, callee }) => callee.kind !== 'function' && !isInTest(context) && !isGuarded(context))) {
        yield {
          place: calleePlace(site),
          message,
          confidence: 'medium',
          change: { gradientCheckpointing: false },
          fixes: deletion(program, site),
        };
      }
    }
  },
};

function isSwitchedOn(call: Activation): boolean {
  const value = call.arguments.keywords.get('gradient_checkpointing');
  const name = libraryName(call.callee) ?? '';
  return (
    value !== undefined && constantOf(value) === true && /^(transformers|trl)\.\w*(Arguments|Config)$/.test(name) && !isInTest(call.context)
  );
}

function isGuarded(context: Activation['context']): boolean {
  for (let layer = context; layer !== null; layer = layer.outer) {
    if (layer.kind === 'guard') {
      return true;
    }
  }
  return false;
}

/** Sizes as the names of models say them: published "base" models have at most about 350 million parameters. */
const smallNames = /(^|[-_/])(base|small|mini|tiny|micro|nano|distil\w*)([-_.]|$)|^(gpt2|distilgpt2)$/i;
const largeNames = /large|xl|xxl|huge|giant|medium/i;

function isSmall(name: string): boolean {
  const billions = /(\d+(?:\.\d+)?)b(?:$|[-_.])/i.exec(name)?.[1];
  const millions = /(\d+)m(?:$|[-_.])/i.exec(name)?.[1];
  if (billions !== undefined) {
    return Number(billions) <= 0.5;
  }
  return millions === undefined ? smallNames.test(name) && !largeNames.test(name) : Number(millions) <= 500;
}

/** Every model that is loaded is known by its name, and is small. */
function trainsSmallModel(program: Program): boolean {
  const loaded = program
    .callsNamed('from_pretrained')
    .filter(({ result }) => result.options.some(({ value }) => program.typesOf(value).includes('torch.nn.Module')));
  return (
    loaded.length > 0 &&
    loaded.every(({ arguments: given }) => {
      const name = given.get('pretrained_model_name_or_path', 0);
      return (
        name.kind === 'given' &&
        name.possible.closed &&
        name.possible.options.every(({ trail }) => isWrittenIn(trail)) &&
        name.possible.options.every(({ value }) => value.kind === 'constant' && typeof value.value === 'string' && isSmall(value.value))
      );
    })
  );
}

/** Written in the code, and no option for models of various sizes. */
function isWrittenIn(trail: Possible['options'][number]['trail']): boolean {
  return stepsOf(trail).every(({ kind }) => kind !== 'argparse-default' && kind !== 'dataclass-default');
}

const lengths = ['max_length', 'max_seq_length', 'model_max_length', 'block_size', 'max_completion_length'];

/** Something says that memory is short: long sequences, large batches, sharding, a remark. */
function needsMemory(program: Program): boolean {
  return (
    program.document.fragments.some(({ text }) => /\bOOM\b|out[ -]of[ -]memory|CUDA memory|fsdp|deepspeed/i.test(text)) ||
    program.activations.some(({ arguments: { keywords } }) => {
      const isLong = lengths.some((name) => isAtLeast(keywords.get(name), longSequence));
      return isLong || isAtLeast(keywords.get('per_device_train_batch_size'), largeBatch);
    })
  );
}

function isAtLeast(value: Activation['result'] | undefined, least: number): boolean {
  const count = value === undefined ? undefined : constantOf(value);
  return typeof count === 'number' && count >= least;
}

/** The call goes when it is a statement of its own. */
function deletion(program: Program, site: CallSite): readonly FixProposal[] {
  const span = program.span(site.place);
  const statement = program.statementAround(span)?.span;
  const isAlone = statement?.start === span.start && statement.end === span.end;
  const edits = isAlone ? deleteStatement(program, span) : [];
  return edits.length === 0 ? [] : [{ title: 'Switch gradient checkpointing off', safe: false, edits }];
}
