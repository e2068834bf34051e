/** An explanation for people: the line, what each call and loop of it is, the findings, and the rules that looked and were silent. */
import type {
  ExplainedArgument,
  ExplainedCall,
  ExplainedFinding,
  ExplainedLoop,
  ExplainedOption,
  ExplainedValue,
  Explanation,
  SilentRule,
} from '../../assess/explain/explanation';

/** Defaults say little; of long signatures only the first are listed. */
const mostDefaults = 8;

export function explanationText(explanation: Explanation): string {
  const { calls, loops, findings, silent, remarks } = explanation;
  const nothing = calls.length === 0 && loops.length === 0 ? ['No call and no loop of this line was evaluated.\n'] : [];
  const parts = [
    head(explanation),
    ...remarks.map((remark) => `${remark}\n`),
    ...nothing,
    ...loops.map(loopText),
    ...calls.map(callText),
    ...(findings.length === 0 ? ['No rule found anything here.\n'] : findings.map(findingText)),
    ...silent.map(silentText),
  ];
  return parts.join('\n');
}

function head({ path, cell, line, text, world }: Explanation): string {
  const place = `${path}${cell === null ? '' : `, cell ${String(cell + 1)}`}:${String(line)}`;
  const versions = Object.entries(world.versions).map(([name, version]) => `${name} ${version}`);
  return [
    place,
    `    ${text.trim()}`,
    `world: the command line as it is without arguments, ${versions.length === 0 ? 'the newest version of every package' : `${versions.slice(0, 12).join(', ')}, else the newest`}`,
    ...(world.configuration === null ? [] : [`configuration: ${world.configuration.path}`]),
    '',
  ].join('\n');
}

function loopText({ text, over, rounds, exits }: ExplainedLoop): string {
  return lines(
    `loop ${text}`,
    ...(over === null ? [] : [`  over ${valueText(over)}`]),
    ...(rounds === null ? [] : [`  rounds ${valueText(rounds)}`]),
    ...exits.map((exit) => `  ends early when ${exit}`),
  );
}

function callText({ text, callee, receiver, arguments: bound, result, around }: ExplainedCall): string {
  const defaults = bound.filter(({ from }) => from === 'default');
  const listed = defaults.slice(0, mostDefaults).map(({ name, value }) => `${name}=${value === null ? '?' : valueText(value)}`);
  const more = defaults.length > mostDefaults ? ` and ${String(defaults.length - mostDefaults)} more` : '';
  return lines(
    `call ${text}(…) is ${callee}`,
    ...(receiver === null ? [] : [`  on ${valueText(receiver)}`]),
    ...bound.filter(({ from }) => from !== 'default').map((argument) => `  ${argumentText(argument)}`),
    ...(defaults.length === 0 ? [] : [`  by default ${listed.join(', ')}${more}`]),
    `  gives ${valueText(result)}`,
    ...around.map((layer) => `  in ${layer}`),
  );
}

function argumentText({ name, from, value }: ExplainedArgument): string {
  switch (from) {
    case 'unknown':
      return `${name} may be passed through a * or ** that cannot be resolved`;
    case 'absent':
      return `${name} is not passed`;
    default:
      return `${name} = ${value === null ? '?' : valueText(value)}${from === 'default' ? ' by default' : ''}`;
  }
}

/** Each value with its conditions and its way; "or something else" where there may be others. */
function valueText({ options, closed }: ExplainedValue): string {
  const all = options.map(optionText).join(' or ');
  return closed ? all : `${all === '' ? '' : `${all} or `}something else`;
}

function optionText({ value, unknown, when, trail }: ExplainedOption): string {
  const way = trail.map(({ what, path, cell, line }) => {
    const place = `${path}${cell === null ? '' : `, cell ${String(cell + 1)}`}:${String(line)}`;
    return what === '' ? place : `${what} ${place}`;
  });
  return [
    value,
    ...(unknown === undefined ? [] : [`(${unknown})`]),
    ...(when.length === 0 ? [] : [`when ${when.join(' and ')}`]),
    ...(way.length === 0 ? [] : [`[${way.join(' → ')}]`]),
  ].join(' ');
}

function findingText({ rule, severity, confidence, message, hidden, at }: ExplainedFinding): string {
  const shown = hidden === null ? '' : `  it is not shown: ${hidden}`;
  return lines(
    `${rule} speaks (${severity}, confidence ${confidence}, columns ${String(at.column)} to ${String(at.endColumn)}): ${message}`,
    ...(shown === '' ? [] : [shown]),
  );
}

function silentText({ rule, sawCalls, asked, why }: SilentRule): string {
  return lines(
    `${rule} is silent. ${why}`,
    ...(sawCalls.length === 0 ? [] : [`  it looked for ${sawCalls.join(', ')}`]),
    ...asked.map((argument) => `  it read ${argumentText(argument)}`),
  );
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
