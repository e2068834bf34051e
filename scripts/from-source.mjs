#!/usr/bin/env node
/**
 * The command line from a checkout, built on first use: what the pre-commit hook and the GitHub Action call. Whatever the preparation has
 * to say goes to standard error, so that standard output stays the report.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { main, root, run } from './process.mjs';
import { installPackages } from './setup.mjs';

await main(async () => {
  const cli = path.join(root, 'dist', 'cli.js');
  if (!existsSync(cli)) {
    console.log = console.error;
    await installPackages();
    const { build } = await import('./build.mjs');
    await build({ production: true });
  }
  const { status } = await run(process.execPath, [cli, ...process.argv.slice(2)], { cwd: process.cwd(), show: true });
  return status;
});
