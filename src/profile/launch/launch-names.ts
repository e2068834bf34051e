const shellFile = /\.(?:sh|bash|zsh|slurm|sbatch|sub|job)$/i;

export const makeFile = /^(?:GNU)?makefile$|\.mk$/i;

/** How long a file with launches may be, in UTF-16 code units: a launch is a few lines. */
export const longestLaunchFile = 100_000;

/** Whether launches of scripts may stand in a file of this name. */
export function mayHoldLaunches(name: string): boolean {
  return shellFile.test(name) || makeFile.test(name) || name.endsWith('.ipynb') || name === 'launch.json' || name === 'tasks.json';
}
