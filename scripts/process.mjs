/** Child processes that end with us. Node built-ins only: `npm start` runs this before any package is installed. */
import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` lets it write to our terminal; otherwise its output is kept.
 * @returns {Promise<{ status: number, output: string }>}
 */
export function run(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32' && /^(npm|npx)$/.test(command);
    const child = spawn(command, [...parameters], {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: options.show === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      resolve({ status: 127, output: error.message });
    });
    child.on('close', (status, signal) => {
      resolve({ status: status ?? (signal === null ? 1 : 128), output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Like `run`, for steps that must succeed.
 * @param {string} what Said when it fails.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(what, command, parameters, options) {
  const { status, output } = await run(command, parameters, options);
  if (status !== 0) {
    throw new Problem(`${what} failed (${command} ended with status ${status}).${output.trim() === '' ? '' : `\n${output.trim()}`}`);
  }
  return output;
}

/** Something a person can act on: the message is enough, the stack is not shown. */
export class Problem extends Error {}

/**
 * Runs the body of a script and turns what it throws into one message and a status.
 * @param {() => Promise<number | undefined>} body
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}

/** @param {ImportMeta} meta */
export function isMain(meta) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === meta.filename;
}
