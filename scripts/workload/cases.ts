import type { ModelInput } from '../../src/workload/count-forward';

/** A model to count, as a line of cases.tsv says it. */
export interface Case {
  readonly name: string;
  /** `owner/name` of a public repository; `-` for the models beside this file. */
  readonly repo: string;
  readonly path: string;
  /** The expression that makes the model. */
  readonly build: string;
  readonly inputs: readonly ModelInput[];
}

/** What running it gave, as a line of truth.jsonl says it. */
export interface Truth {
  readonly name: string;
  readonly parameters?: number;
  readonly flops?: number;
  readonly modules?: number;
  readonly problem?: string;
}

export function readCases(text: string, batch: number): readonly Case[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [repo = '', path = '', build = '', inputs = ''] = line.split('\t');
      return { name: `${repo} ${path} ${build}`, repo, path, build, inputs: inputs.split('; ').map((input) => inputOf(input, batch)) };
    });
}

function inputOf(text: string, batch: number): ModelInput {
  const [lengths = '', type] = text.split(' ');
  return { shape: lengths.split('x').map((length) => (length === 'B' ? batch : Number(length))), type: type === 'int' ? 'int' : 'float' };
}

export function readTruths(text: string): readonly Truth[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Truth);
}
