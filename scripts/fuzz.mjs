/**
 * Reads many mutated scripts and notebooks: no exception, no place outside of the text, no fuel used up in silence.
 *   npm run fuzz                   100,000 inputs
 *   npm run fuzz -- 5000 17        5,000 inputs from another seed
 */
import path from 'node:path';
import { main, root, run } from './process.mjs';

await main(async () => {
  const [inputs = '100000', seed = '1'] = process.argv.slice(2);
  const mocha = path.join(root, 'node_modules', '.bin', 'mocha');
  const test = path.join('test', 'unit', 'python', 'fuzz.test.ts');
  const env = { JOULEWISE_FUZZ: inputs, JOULEWISE_FUZZ_SEED: seed };
  const { status, output } = await run(mocha, [test], { env });
  console.log(output.trim());
  return status;
});
