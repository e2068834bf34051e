import { isInTest } from '../../ml/file-role';
import { constantArgument, libraryName } from '../../ml/surroundings';
import { codeOf } from '../../ml/unused-code';
import type { Activation } from '../../python/program/call-site';
import { replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'Without its cache the model computes the whole text anew for each token it adds, so the work grows with the square of the length. Leave use_cache on when generating.';

/** Text that is generated without the keys and values of the tokens before. */
export const kvCacheDisabled: Rule = {
  meta: {
    id: 'kv-cache-disabled',
    topic: 'inference',
    title: 'Text is generated without a cache',
    severity: 'warning',
    frameworks: ['transformers'],
    markers: ['use_cache'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'No single figure published: without the cache each new token costs a pass over the whole text',
    },
  },
  *check(program) {
    if (trainsWithCheckpoints(program) || comparesBoth(program)) {
      return;
    }
    const calls = [...program.callsNamed('generate').filter((call) => isModelOfText(program, call)), ...configurations(program)];
    for (const [site, activations] of bySite(program, calls)) {
      const argument = site.arguments.find(({ name }) => name === 'use_cache');
      if (activations.every((call) => leavesCacheOff(call) && !addsOneToken(call) && !isInTest(call.context))) {
        yield {
          place: argument?.place ?? calleePlace(site),
          message,
          confidence: 'high',
          ...(runsForeignCode(program) ? { severity: 'hint' } : {}),
          fixes:
            argument !== undefined && program.textOf(argument.valuePlace) === 'False'
              ? [{ title: 'Generate with the cache', safe: false, edits: replaceArgument(argument, 'True') }]
              : [],
        };
      }
    }
  },
};

/** Code that comes with the weights, and state-space layers, often cannot use the cache of Transformers; it is off for that reason. */
function runsForeignCode(program: Program): boolean {
  return /trust_remote_code\s*=\s*True|mamba|nemotron|\bunsloth\b/i.test(codeOf(program));
}

function leavesCacheOff({ arguments: given }: Activation): boolean {
  const cache = given.keywords.get('use_cache');
  return cache !== undefined && constantOf(cache) === false;
}

/** A model of Transformers, or an unknown object in a program that uses the library. */
function isModelOfText(program: Program, call: Activation): boolean {
  const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  return (
    call.callee.kind !== 'function' &&
    (types.length > 0
      ? types.some((type) => /^(transformers|peft)\./.test(type))
      : [...program.imports].some((name) => /^(transformers|peft)(\.|$)/.test(name)))
  );
}

function configurations(program: Program): readonly Activation[] {
  const isUsed = program.callsNamed('generate').length > 0;
  return isUsed ? program.callsOf('transformers.GenerationConfig') : [];
}

/** A single token needs no cache. */
function addsOneToken(call: Activation): boolean {
  return constantArgument(call, 'max_new_tokens') === 1;
}

/** Checkpointing of activations, which a cache would contradict while the model trains. */
function trainsWithCheckpoints(program: Program): boolean {
  return program.callsNamed('gradient_checkpointing_enable').length > 0;
}

/** The same file generates with the cache too: a measurement of its effect. */
function comparesBoth(program: Program): boolean {
  return program.activations.some(({ callee, site, arguments: given }) => {
    const cache = given.keywords.get('use_cache');
    const isGenerating = site.name === 'generate' || libraryName(callee) === 'transformers.GenerationConfig';
    return cache !== undefined && isGenerating && constantOf(cache) !== false;
  });
}
