import { isInTest } from '../../ml/file-role';
import { libraryName, loopsAround, makers, surroundedBy } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Context } from '../../python/program/context';
import { addKeyword } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'This fills a tensor on the CPU and copies it to the GPU in every step, where the GPU could fill it itself. Pass device= to the function that makes it.';

const fills = /^torch\.(zeros|ones|empty|full|eye|arange|linspace|rand|randn|randint|randperm)$/;

/** A tensor is made on the CPU and moved right away. */
export const tensorCreatedOnCpu: Rule = {
  meta: {
    id: 'tensor-created-on-cpu',
    topic: 'loops',
    title: 'A tensor is made on the CPU and moved in every step',
    severity: 'hint',
    frameworks: ['torch', 'lightning'],
    markers: [').to(', ').cuda('],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'PyTorch performance tuning guide: create tensors directly on the target device; no measured figure',
    },
  },
  *check(program) {
    for (const [, calls] of bySite(program, [...program.callsNamed('to'), ...program.callsNamed('cuda')])) {
      const [call] = calls;
      const made = call === undefined ? undefined : filledBefore(call);
      const device = call === undefined ? undefined : deviceText(program, call);
      if (call !== undefined && made !== undefined && device !== undefined && isInStep(program, call.context) && !isInTest(call.context)) {
        yield { place: calleePlace(made.site), message, confidence: 'high', fixes: fix(call, made, device) };
      }
    }
  },
};

/** The call that filled the tensor, where this one stands right behind it. */
function filledBefore(call: Activation): Activation | undefined {
  const made = call.receiver === null ? undefined : makers(call.receiver)[0];
  return made !== undefined &&
    fills.test(libraryName(made.callee) ?? '') &&
    made.site.place.unit === call.site.place.unit &&
    made.site.place.start === call.site.place.start &&
    made.arguments.get('device').kind !== 'given' &&
    made.arguments.get('device').kind !== 'unknown'
    ? made
    : undefined;
}

/** The device as written; undefined for a type, another tensor, or anything beside a device. */
function deviceText(program: Program, call: Activation): string | undefined {
  const [argument, ...others] = call.site.arguments;
  if (argument === undefined) {
    return call.site.name === 'cuda' ? '"cuda"' : undefined;
  }
  const text = program.textOf(argument.valuePlace);
  const isDevice = /^["'](cuda|mps|xpu)(:\d+)?["']$|^[\w.]*(device|dev)$/i.test(text);
  return others.length === 0 && argument.splat === 0 && isDevice && call.site.name === 'to' ? text : undefined;
}

/** In a loop, or in the forward pass of a module. */
function isInStep(program: Program, context: Context): boolean {
  const isForward = surroundedBy(
    context,
    (layer) =>
      layer.kind === 'frame' &&
      layer.owner !== null &&
      ['forward', 'training_step'].includes(layer.of.name) &&
      program.basesOf(layer.owner).library.some((base) => base === 'torch.nn.Module' || base.endsWith('LightningModule')),
  );
  return isForward || loopsAround(context).some(({ kind }) => kind !== 'comprehension');
}

/** Random numbers are others on another device, so that only the other fills stay the same. */
function fix(call: Activation, made: Activation, device: string): readonly FixProposal[] {
  const keyword = addKeyword(made.site, 'device', device);
  const rest = { ...spanOf(call.site.place), start: spanOf(made.site.place).end };
  return keyword.length === 0
    ? []
    : [
        {
          title: 'Make it on the device',
          safe: !(libraryName(made.callee) ?? '').startsWith('torch.rand'),
          edits: [...keyword, { span: rest, text: '' }],
        },
      ];
}
