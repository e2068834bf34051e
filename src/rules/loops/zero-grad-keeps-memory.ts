import { isInTest } from '../../ml/file-role';
import { isWritten } from '../../ml/settings';
import type { Activation } from '../../python/program/call-site';
import { replaceArgument, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf } from '../../python/values/possible';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'Gradients are filled with zeros, which keeps their memory and costs a write and a read of all of them in every step. Let zero_grad() drop them, as it does by default since PyTorch 2.0.';

/** Gradients are set to zero where they could be dropped. */
export const zeroGradKeepsMemory: Rule = {
  meta: {
    id: 'zero-grad-keeps-memory',
    topic: 'loops',
    title: 'Gradients are filled with zeros instead of dropped',
    severity: 'hint',
    frameworks: ['torch'],
    markers: ['set_to_none', 'zero_grad(False'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'PyTorch performance tuning guide; default since torch 2.0; no measured figure, it is small',
    },
  },
  *check(program) {
    if (readsGradients(program)) {
      return;
    }
    for (const [site, calls] of bySite(program, program.callsNamed('zero_grad'))) {
      const argument = site.arguments.find(({ name, splat }) => splat === 0 && (name === 'set_to_none' || name === null));
      if (argument !== undefined && calls.every(keepsMemory)) {
        yield {
          place: argument.place,
          message,
          confidence: 'high',
          fixes: [{ title: 'Drop the gradients', safe: false, edits: withoutArgument(site, argument) }],
        };
      }
    }
  },
};

/** `parameter.grad` is looked at somewhere: without gradients that would fail, or mean something else. */
function readsGradients(program: Program): boolean {
  return program.document.fragments.some(({ text }) => /\.grad\b(?!\.zero_|\.detach_)/.test(text));
}

function keepsMemory({ callee, context, arguments: args }: Activation): boolean {
  const value = args.keywords.get('set_to_none') ?? args.positional[0];
  return callee.kind !== 'function' && value !== undefined && constantOf(value) === false && isWritten(value) && !isInTest(context);
}

function withoutArgument(site: Activation['site'], argument: Activation['site']['arguments'][number]): readonly SpanEdit[] {
  return site.arguments.length === 1 ? [{ span: spanOf(site.argumentList), text: '()' }] : replaceArgument(argument, 'True');
}
