import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import { originOf } from './data-flow';
import { recordingIn } from './gradients';
import { libraryName } from './surroundings';

/** Methods and functions whose result has no gradient, or may have none. */
const cuts = new Set(
  'asscalar asnumpy item detach detach_ tolist numpy argmax argmin argsort eq ne gt ge lt le max min topk sort median mode sign size numel dim long int bool byte len float str format isnan isfinite multinomial bincount nonzero deepcopy sample'.split(
    ' ',
  ),
);
const cutAttributes = new Set(['data', 'grad', 'shape', 'dtype', 'device', 'requires_grad', 'indices']);
/** What prepares a batch: random shares of a mix, noise, tokens. No parameter of a model has a part in them. */
const preparations = /mix_?up|cut_?mix|augment|pre_?process|transform|tokeni[sz]|noise|sampl|collate|prepare|^rand/i;
const lossNames = /loss|criterion|objective/i;

/** Whether a value holds on to the graph that autograd recorded for some calls. */
export function isAttached(program: Program, value: Possible, graph: ReadonlySet<Activation>, depth = 12): boolean {
  return (
    depth > 0 &&
    value.options.some(({ value: option }) => {
      const origin = originOf(option);
      const isTensorLike = option.kind === 'instance' || (option.kind === 'unknown' && option.type === null);
      if (!isTensorLike || origin === null) {
        return false;
      }
      switch (origin.kind) {
        case 'call':
          return isResultAttached(program, origin.activation, graph, depth);
        case 'operation':
        case 'carried':
          return origin.inputs.some((input) => isAttached(program, input, graph, depth - 1));
        case 'element':
          return isAttached(program, origin.of, graph, depth - 1);
        case 'attribute':
          return !cutAttributes.has(origin.name) && isAttached(program, origin.of, graph, depth - 1);
        default:
          return false;
      }
    })
  );
}

function isResultAttached(program: Program, call: Activation, graph: ReadonlySet<Activation>, depth: number): boolean {
  if (cuts.has(call.site.name) || preparations.test(call.site.name) || recordingIn(program, call.context) !== 'on') {
    return false;
  }
  if (graph.has(call) && !(call.callee.kind === 'library' && !call.callee.name.startsWith('torch.'))) {
    return true;
  }
  const name = libraryName(call.callee) ?? '';
  const keeps = call.callee.kind === 'method' || name.startsWith('torch.') || lossNames.test(call.site.name);
  const inputs = [...(call.receiver === null ? [] : [call.receiver]), ...call.arguments.positional];
  return keeps && inputs.some((input) => isAttached(program, input, graph, depth - 1));
}
