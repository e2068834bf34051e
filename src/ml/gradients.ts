import type { Activation } from '../python/program/call-site';
import { layers, type Context } from '../python/program/context';
import type { Program } from '../python/program/program';
import { constantOf, type Possible } from '../python/values/possible';
import { libraryName, makers, surroundedBy } from './surroundings';

/** Contexts and decorators under which nothing is recorded for a backward pass. */
const offNames = new Set([
  'torch.no_grad',
  'torch.inference_mode',
  'torch.autograd.no_grad',
  'torch.autograd.inference_mode',
  'torch.autograd.grad_mode.no_grad',
  'torch.autograd.grad_mode.inference_mode',
  // Evaluation mode and no_grad in one (MONAI 0.6, 2021).
  'monai.networks.eval_mode',
  'monai.networks.utils.eval_mode',
]);
const switchNames = new Set(['torch.set_grad_enabled', 'torch.autograd.set_grad_enabled', 'torch.autograd.grad_mode.set_grad_enabled']);

export type Recording = 'on' | 'off' | 'unknown';

/** Whether autograd records where this context is. */
export function recordingIn(program: Program, context: Context): Recording {
  let answer: Recording = 'on';
  for (const layer of layers(context)) {
    if (layer.kind === 'with') {
      const here = recordingOf(layer.block.value);
      if (here === 'off') {
        return 'off';
      }
      answer = here === 'unknown' ? 'unknown' : answer;
    }
    if (layer.kind === 'frame') {
      const decorators = layer.of.decorators.filter((decorator) => !registers(decorator)).map(recordingOf);
      if (decorators.includes('off')) {
        return 'off';
      }
      answer = decorators.includes('unknown') ? 'unknown' : answer;
    }
  }
  return answer;
}

/** Names of decorators that hand a function to a web, task or command-line framework and leave its body alone. */
const registering = new Set([
  'route',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'websocket',
  'task',
  'command',
  'callback',
  'on_event',
  'event',
  'option',
  'argument',
  'group',
  'main',
  'fixture',
  'cache',
  'lru_cache',
  'cache_resource',
  'cache_data',
  'remote',
  'function',
  'entrypoint',
  'errorhandler',
  'before_request',
  'api',
  'register',
  'wraps',
  'property',
  'staticmethod',
  'classmethod',
]);

function registers(decorator: Possible): boolean {
  const [maker] = makers(decorator);
  if (maker !== undefined) {
    return registering.has(maker.site.name);
  }
  return decorator.options.every(
    ({ value }) => value.kind === 'external' && registering.has(value.name.slice(value.name.lastIndexOf('.') + 1)),
  );
}

/** What entering a `with` value, or applying a decorator, does to recording: 'on' means it leaves it alone. */
function recordingOf(value: Possible): Recording {
  for (const { value: option } of value.options) {
    if (option.kind === 'external' && offNames.has(option.name)) {
      return 'off';
    }
    if (option.kind === 'external' && !option.library) {
      return 'unknown';
    }
    if (option.kind === 'function' || option.kind === 'method') {
      return 'unknown';
    }
    if (option.kind === 'instance' && option.className === 'contextlib.contextmanager') {
      return 'unknown';
    }
  }
  for (const maker of makers(value)) {
    const name = libraryName(maker.callee);
    if (name !== null && offNames.has(name)) {
      const mode = maker.arguments.get('mode', name.startsWith('torch.') ? 0 : undefined);
      return mode.kind === 'given' && constantOf(mode.possible) === false ? 'on' : 'off';
    }
    if (name !== null && switchNames.has(name)) {
      const mode = maker.arguments.get('mode', 0);
      const enabled = mode.kind === 'given' ? constantOf(mode.possible) : undefined;
      return enabled === false ? 'off' : enabled === true ? 'on' : 'unknown';
    }
    if (name === null) {
      return 'unknown';
    }
  }
  return 'on';
}

/** Calls that switch recording off for the rest of the program: by a mode, or by entering a context that nothing leaves. */
export function switchedOffGlobally(program: Program): boolean {
  const byMode = [...switchNames].some((name) =>
    program.callsOf(name).some((call) => {
      const mode = call.arguments.get('mode', 0);
      return mode.kind === 'given' && constantOf(mode.possible) === false && !isScoped(program, call);
    }),
  );
  return byMode || program.callsNamed('__enter__').some(({ receiver }) => receiver !== null && recordingOf(receiver) === 'off');
}

/** The value of a `with` or a decorator, which ends with its block or function. */
function isScoped(program: Program, call: Activation): boolean {
  return program.activations.some(({ context }) =>
    surroundedBy(context, (layer) =>
      layer.kind === 'with'
        ? makers(layer.block.value).includes(call)
        : layer.kind === 'frame' && layer.of.decorators.some((decorator) => makers(decorator).includes(call)),
    ),
  );
}
