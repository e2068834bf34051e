/**
 * Shows Joulewise, with nothing but Node and git on the machine.
 *   npm start                   VS Code in the browser, on the examples
 *   npm start -- PATH           … on another folder
 *   npm start -- --cli PATH     findings and forecast in the terminal
 */
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Problem, main, root, run } from './process.mjs';
import { startServer } from './server.mjs';
import { cacheFolder, installPackages } from './setup.mjs';

/** The same port every time, so that the browser keeps what it knows of the editor; another one when it is taken. */
const usualPort = 8137;

const usage = `Usage: npm start                  opens the examples in VS Code in the browser
       npm start -- PATH          opens another folder
       npm start -- --cli PATH    prints findings and forecast of a script or notebook, findings of a folder`;

await main(async () => {
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const flags = words.filter((word) => word.startsWith('-'));
  const paths = words.filter((word) => !word.startsWith('-'));
  const unknown = flags.find((flag) => flag !== '--cli');
  if (unknown !== undefined || paths.length > 1 || (flags.length > 0 && paths.length === 0)) {
    throw new Problem(`${unknown === undefined ? 'One PATH is wanted.' : `There is no option ${unknown}.`}\n${usage}`);
  }
  const target = existing(paths[0]);
  await installPackages();
  const { build } = await import('./build.mjs');
  await build({ production: true });
  return flags.length > 0 ? inTerminal(target) : inBrowser(target);
});

/**
 * The path that a person means, seen from the folder they stand in; the examples when they name none.
 * @param {string | undefined} given
 */
function existing(given) {
  if (given === undefined) {
    return path.join(root, 'examples');
  }
  const target = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
  if (!existsSync(target)) {
    throw new Problem(`${given} does not exist.`);
  }
  return target;
}

/** @param {string} target */
async function inTerminal(target) {
  const cli = path.join(root, 'dist', 'cli.js');
  const found = await run(process.execPath, [cli, 'check', target], { show: true });
  console.log('');
  if (statSync(target).isDirectory()) {
    console.log('Name one of the scripts to see its forecast: npm start -- --cli PATH');
    return found.status === 1 ? 0 : found.status;
  }
  const estimated = await run(process.execPath, [cli, 'estimate', target], { show: true });
  // Findings are no failure here.
  return Math.max(found.status === 1 ? 0 : found.status, estimated.status);
}

/** @param {string} target */
async function inBrowser(target) {
  const folder = statSync(target).isDirectory() ? target : path.dirname(target);
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'joulewise-start-'));
  const stopped = untilStopped();
  try {
    const { pack } = await import('./package.mjs');
    const token = randomBytes(16).toString('hex');
    const server = await startServer({
      dataFolder: path.join(cacheFolder(), 'editor'),
      extensionsFolder: path.join(scratch, 'extensions'),
      vsix: await pack(scratch),
      port: (await isFree(usualPort)) ? usualPort : 0,
      token,
    });
    const address = new URL(server.address);
    address.searchParams.set('tkn', token);
    address.searchParams.set('folder', folder);
    console.log(`\nJoulewise is ready in VS Code on ${folder}:\n\n  ${address.href}\n\nOpen the address in a browser. Ctrl-C ends it.`);
    await stopped;
    await server.stop();
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  return 0;
}

/** Resolves on Ctrl-C, when the terminal closes, and when somebody ends us politely. */
function untilStopped() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, resolve);
    }
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
