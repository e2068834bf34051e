import type { Figure } from './figure';

/** Time on the clock and time of the processor, in milliseconds: other programs lengthen the first, garbage collection the second. */
export interface Timing {
  readonly wall: number;
  readonly processor: number;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The median time of one round, of which some at the start only warm up. */
export function timed(rounds: number, work: (round: number) => void): Timing {
  const all: Timing[] = [];
  for (let round = 0; round < rounds; round++) {
    const [wall, { user, system }] = [performance.now(), process.cpuUsage()];
    work(round);
    const used = process.cpuUsage();
    all.push({ wall: performance.now() - wall, processor: (used.user - user + used.system - system) / 1000 });
  }
  const warm = all.slice(Math.floor(rounds / 3));
  return { wall: median(warm.map(({ wall }) => wall)), processor: median(warm.map(({ processor }) => processor)) };
}

export function figuresOf(what: string, { wall, processor }: Timing): readonly Figure[] {
  return [
    { what, value: wall, unit: 'ms' },
    { what: `${what}, processor time`, value: processor, unit: 'ms' },
  ];
}
