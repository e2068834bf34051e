import type { Allocation } from './read-launch';

/** What `#SBATCH` lines ask for. (https://slurm.schedmd.com/sbatch.html, 2025) */
export function allocationIn(text: string): Allocation {
  const options = new Map<string, string>();
  for (const [, line = ''] of text.matchAll(/^#SBATCH[ \t]+(.*)$/gm)) {
    for (const [, flag = '', value = ''] of line.matchAll(/(--?[\w-]+)(?:=|[ \t]+)?([^\s#]*)/g)) {
      options.set(flag, value);
    }
  }
  const number = (...names: readonly string[]): number | null => {
    const value = names.map((name) => options.get(name)).find((one) => one !== undefined);
    const digits = /(\d+)\s*$/.exec(value ?? '')?.[1];
    return digits === undefined ? null : Number(digits);
  };
  const generic = /gpu(?::[\w.-]*[a-z][\w.-]*)?(?::(\d+))?/i.exec(options.get('--gres') ?? '');
  const nodes = number('--nodes', '-N');
  const gpus = number('--gpus', '-G');
  return {
    nodes,
    tasks: number('--ntasks', '-n') ?? product(nodes, number('--ntasks-per-node')),
    tasksPerNode: number('--ntasks-per-node'),
    gpusPerNode:
      number('--gpus-per-node') ??
      (generic === null ? null : Number(generic[1] ?? 1)) ??
      (gpus === null ? null : Math.floor(gpus / (nodes ?? 1))),
    accelerators: acceleratorNames(options),
  };
}

/**
 * The type in `--gres=gpu:a100:4` or `--gpus-per-node=a100:4`, closer told by words of `--constraint="a100&80gb"`. Alternatives in a
 * constraint leave open which one it is.
 */
function acceleratorNames(options: ReadonlyMap<string, string>): readonly string[] {
  const typed = /^["']?gpu:([\w.-]*[a-z][\w.-]*)/i.exec(options.get('--gres') ?? '')?.[1];
  const counted = ['--gpus-per-node', '--gpus', '-G', '--gpus-per-task']
    .map((flag) => /^["']?([\w.-]*[a-z][\w.-]*)(?::\d+)?["']?$/i.exec(options.get(flag) ?? '')?.[1])
    .find((one) => one !== undefined);
  const constraint = options.get('--constraint') ?? options.get('-C') ?? '';
  const words = constraint.includes('|') ? [] : constraint.split(/[^\w.-]+/).filter((word) => /[a-z]/i.test(word) && /\d/.test(word));
  const type = typed ?? counted;
  return type === undefined ? words : [...words.map((word) => `${type}-${word}`), type];
}

function product(a: number | null, b: number | null): number | null {
  return b === null ? null : (a ?? 1) * b;
}

/** What the batch system tells the script of it. */
export function variablesOf({ nodes, tasks, tasksPerNode, gpusPerNode }: Allocation): ReadonlyMap<string, string> {
  const values: Readonly<Record<string, number | null>> = {
    SLURM_NNODES: nodes,
    SLURM_JOB_NUM_NODES: nodes,
    SLURM_NTASKS: tasks,
    SLURM_NTASKS_PER_NODE: tasksPerNode,
    SLURM_GPUS_ON_NODE: gpusPerNode,
    SLURM_GPUS_PER_NODE: gpusPerNode,
  };
  return new Map(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const])));
}
