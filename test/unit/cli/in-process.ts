import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../../src/cli/run';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, in the given folder. */
export async function joulewise(
  args: readonly string[],
  { cwd = tmpdir(), stdin = '' }: { cwd?: string; stdin?: string } = {},
): Promise<Outcome> {
  const stdout = new Kept();
  const stderr = new Kept();
  const status = await runCommandLine(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, cwd });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** A folder with these files, which `use` gets and which is gone afterwards. */
export async function withFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'joulewise-test-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fine-tunes BERT in float32: one finding, one run, and a forecast. */
export const gluePy = `from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments

raw = load_dataset("glue", "sst2")
tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=2)
args = TrainingArguments("out", num_train_epochs=3, per_device_train_batch_size=32)
trainer = Trainer(model=model, args=args, train_dataset=raw["train"], tokenizer=tokenizer)
trainer.train()
`;

/** A notebook of these cells; those that begin with a hash and a blank are text. */
export function notebook(...cells: readonly string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { language: 'python', name: 'python3' } },
    cells: cells.map((source) =>
      source.startsWith('# ') ? { cell_type: 'markdown', source } : { cell_type: 'code', source, outputs: [] },
    ),
  });
}
