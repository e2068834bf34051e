/** Programs that start a script, as data: which of their options say what, and which take no value. */
import { dictionary } from '../../python/dictionary';

/** What an option of a launcher says. */
export type LaunchOption = 'perNode' | 'processes' | 'nodes' | 'mixedPrecision' | 'configFile' | 'module';

export interface Launcher {
  readonly options: Readonly<Record<string, LaunchOption>>;
  /** Options that stand alone. */
  readonly switches: ReadonlySet<string>;
  /** Whether it makes processes of its own; else it only passes a command on. */
  readonly startsProcesses: boolean;
  /** Whether a whole command follows, and not a script. */
  readonly takesCommand: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** https://docs.pytorch.org/docs/stable/elastic/run.html (2025) */
const torchrun: Launcher = {
  options: {
    '--nproc_per_node': 'perNode',
    '--nproc-per-node': 'perNode',
    '--nnodes': 'nodes',
    '-m': 'module',
    '--module': 'module',
  },
  switches: words('--standalone --no_python --no-python --run_path --run-path --use_env --use-env -h --help'),
  startsProcesses: true,
  takesCommand: false,
};

/** https://huggingface.co/docs/accelerate/package_reference/cli (2025) */
const accelerate: Launcher = {
  options: {
    '--num_processes': 'processes',
    '--num-processes': 'processes',
    '--num_machines': 'nodes',
    '--num-machines': 'nodes',
    '--mixed_precision': 'mixedPrecision',
    '--mixed-precision': 'mixedPrecision',
    '--config_file': 'configFile',
    '--config-file': 'configFile',
    '-m': 'module',
    '--module': 'module',
  },
  switches: words(
    '--multi_gpu --multi-gpu --cpu --tpu --mps --use_deepspeed --use-deepspeed --use_fsdp --use-fsdp --quiet -q --same_network --debug ' +
      '--no_python --use_xpu --ipex --use_megatron_lm --multi_cpu --hpu',
  ),
  startsProcesses: true,
  takesCommand: false,
};

/** https://www.deepspeed.ai/getting-started/#launching-deepspeed-training (2025) */
const deepspeed: Launcher = {
  options: { '--num_gpus': 'perNode', '--num_nodes': 'nodes', '--module': 'module' },
  switches: words('--no_python --no_local_rank --no_ssh --force_multi --bind_cores_to_rank --enable_each_rank_log'),
  startsProcesses: true,
  takesCommand: false,
};

/** https://slurm.schedmd.com/srun.html (2025) */
const srun: Launcher = {
  options: { '-n': 'processes', '--ntasks': 'processes', '-N': 'nodes', '--nodes': 'nodes', '--ntasks-per-node': 'perNode' },
  switches: words('-l --label -u --unbuffered --exclusive --pty -v -K --kill-on-bad-exit --overlap --no-container-mount-home'),
  startsProcesses: true,
  takesCommand: true,
};

const mpirun: Launcher = {
  options: { '-n': 'processes', '-np': 'processes', '--np': 'processes' },
  switches: words('--allow-run-as-root --oversubscribe --report-bindings -v --tag-output'),
  startsProcesses: true,
  takesCommand: true,
};

const passing = (switches: string): Launcher => ({ options: {}, switches: words(switches), startsProcesses: false, takesCommand: true });

/** Launchers by the name of their program, or of the module that `python -m` runs. */
export const launchers: Readonly<Record<string, Launcher>> = dictionary({
  torchrun,
  'torch.distributed.run': torchrun,
  'torch.distributed.launch': torchrun,
  'accelerate launch': accelerate,
  'accelerate.commands.launch': accelerate,
  deepspeed,
  'deepspeed.launcher.runner': deepspeed,
  srun,
  mpirun,
  mpiexec: mpirun,
  horovodrun: mpirun,
  nohup: passing(''),
  time: passing('-v -p'),
  exec: passing(''),
  sudo: passing('-E -H'),
  env: passing('-i'),
  nice: passing(''),
  'uv run': passing('--frozen --locked --no-sync -q'),
  'poetry run': passing(''),
  'pipenv run': passing(''),
  'pdm run': passing(''),
  'conda run': passing('--no-capture-output --live-stream'),
  'pixi run': passing(''),
});

/** What runs a script by itself. */
export const interpreter = /^(?:.*\/)?(?:python|ipython|pypy)\d*(?:\.\d+)*$/;
/** Options of Python that take a value. */
export const interpreterValues: ReadonlySet<string> = new Set(['-W', '-X']);
