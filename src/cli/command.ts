import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../assess/read-fact';
import type { Streams } from './streams';
import { UsageError } from './usage-error';

/** The flags of a command, as `parseArgs` takes them. */
export type Flags = NonNullable<ParseArgsConfig['options']>;

/** 0: nothing found, or done; 1: findings at or above the level; 2: usage error, or nothing could be read; 130: stopped with Ctrl-C. */
export type ExitStatus = 0 | 1 | 2 | 130;

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** The whole help text. */
  readonly help: string;
  readonly options: Flags;
  /** Flags whose value may be left out: what they mean then, and what is a value of theirs. */
  readonly optionalValues?: Readonly<Record<string, { readonly standard: string; readonly isValue: (text: string) => boolean }>>;
  /** Whether what stands after `--` is for the script that the command is about. */
  readonly takesScriptWords?: boolean;
  run(given: Given, streams: Streams): Promise<ExitStatus>;
}

/** Flags by name, and what is no flag. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  /** What stands after `--`, for commands that take it; null where nothing does. */
  readonly scriptWords: readonly string[] | null;
}

export function readArguments(command: Command, args: readonly string[]): Given {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const satisfies Flags;
    const cut = command.takesScriptWords === true ? args.indexOf('--') : -1;
    const own = cut === -1 ? args : args.slice(0, cut);
    const { values, positionals } = parseArgs({ args: joined(withStandards(command, own)), options, allowPositionals: true });
    return { values, positionals, scriptWords: cut === -1 ? null : args.slice(cut + 1) };
  } catch (error) {
    throw new UsageError(argumentProblem(error, command));
  }
}

/** A flag whose value was left out gets the one it stands for. */
function withStandards({ optionalValues = {} }: Command, args: readonly string[]): readonly string[] {
  return args.map((arg, index) => {
    const optional = arg.startsWith('--') ? optionalValues[arg.slice(2)] : undefined;
    const next = args[index + 1];
    return optional === undefined || (next !== undefined && optional.isValue(next)) ? arg : `${arg}=${optional.standard}`;
  });
}

/** `--hours -1` is a value that is wrong, not an option called `-1`. */
function joined(args: readonly string[]): string[] {
  const out: string[] = [];
  for (const arg of args) {
    const before = out.at(-1);
    if (before !== undefined && /^--[a-z-]+$/u.test(before) && /^-[\d.]/u.test(arg)) {
      out[out.length - 1] = `${before}=${arg}`;
    } else {
      out.push(arg);
    }
  }
  return out;
}

function argumentProblem(error: unknown, command: Command): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '([^']+)'/u.exec(message)?.[1];
  if (unknown === undefined) {
    return message.endsWith('.') ? message : `${message}.`;
  }
  const near = nearest(unknown, Object.keys(command.options));
  return `joulewise ${command.name} has no option ${unknown}.${near === undefined ? '' : ` Did you mean --${near}?`}`;
}

export function textOf(given: Given, name: string): string | undefined {
  const value = given.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(given: Given, name: string): readonly string[] {
  const value = given.values[name];
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}

/** One of several words, or a sentence that names them. */
export function oneOf<T extends string>(given: Given, name: string, choices: readonly T[], fallback: T): T {
  const value = textOf(given, name) ?? fallback;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw new UsageError(`--${name} must be ${alternatives(choices)}, not "${value}".`);
  }
  return found;
}

export function numberOf(given: Given, name: string, accepts: (value: number) => boolean, expected: string): number | null {
  const text = textOf(given, name);
  if (text === undefined) {
    return null;
  }
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || !accepts(value)) {
    throw new UsageError(`--${name} must be ${expected}, not "${text}".`);
  }
  return value;
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
