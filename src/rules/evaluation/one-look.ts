import { ancestors } from '../../ml/data-flow';
import { innermostFrame, libraryName, liesIn } from '../../ml/surroundings';
import { loopsInFunction } from '../../ml/written-loops';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import type { Place } from '../../python/values/trail';

const drawing = /^(imshow|imsave|subplots?|scatter)$/;

/** A picture drawn from one forward pass, an example for an exporter, or the first batch of a loop that is left at once. */
export function isForOneLook(program: Program, call: Activation): boolean {
  const frame = innermostFrame(call.context);
  const loop = innerLoop(call);
  if (loop === undefined ? isMadeUp(call) : leavesAtOnce(program, loop) || leavesSoon.test(program.textOf(loop))) {
    return true;
  }
  const draws =
    frame !== null &&
    program.activations.some(
      (other) =>
        (libraryName(other.callee)?.startsWith('matplotlib.') === true || drawing.test(other.site.name)) &&
        innermostFrame(other.context)?.of === frame.of &&
        (loop === undefined || liesIn(other.site.place, loop)),
    );
  return draws || (loop === undefined && exporters.some((name) => program.callsOf(name).length > 0));
}

/** `model(torch.ones(1, 3, 224, 224))`: a try whether it runs, or of how large its output is. */
function isMadeUp({ arguments: { positional } }: Activation): boolean {
  const made = positional.flatMap((input) => [...ancestors(input)]);
  return (
    loneTries.some((name) => made.some(({ callee }) => libraryName(callee) === name)) &&
    made.every(({ callee }) => callee.kind !== 'outside')
  );
}

const loneTries = ['ones', 'zeros', 'randn', 'rand'].map((name) => `torch.${name}`);

const exporters = ['torch.onnx.export', 'torch.jit.trace', 'torch.onnx.dynamo_export'];

/** `if index == 3: break`: a few batches to look at. */
const leavesSoon = /\bif\s+\w+\s*(?:==|>=|>)\s*\d{1,2}\s*:\s*(?:#[^\n]*)?\s*break\b/;

/** The last statement of the loop's own body breaks out of it, whatever happened before. */
function leavesAtOnce(program: Program, loop: Place): boolean {
  const lines = program.textOf(loop).trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  const first = lines.slice(1).find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  return last.trim() === 'break' && indentOf(last) === indentOf(first);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The innermost `for` around a call, within its function. */
export function innerLoop(call: Activation): Place | undefined {
  return loopsInFunction(call.context).find(({ kind }) => kind === 'for')?.place;
}
