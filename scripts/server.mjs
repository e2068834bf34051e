/** Starts VS Code for the browser, with folders of its own, and ends it with everything that it started. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Problem, run } from './process.mjs';
import { provideServer } from './setup.mjs';

/** What a person who looks at Joulewise wants out of the way. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} [dataFolder] Settings and state; without it, a temporary folder that goes when the server stops.
 * @property {string} [extensionsFolder] Without it, a folder inside the data folder.
 * @property {number} [port] 0, the default, takes any free one.
 * @property {boolean} [workspaceTrust] Ask for trust and start in restricted mode; without it everything is trusted.
 * @property {boolean} [driven] Opened by a test: the page may name extensions under development.
 * @property {string} [token] A secret that the address must carry as `tkn`; without it the server asks for none.
 * @property {Readonly<Record<string, unknown>>} [settings] User settings on top of the quiet ones; without them, those of a kept data folder stay.
 * @property {string} [vsix] An extension to install first.
 *
 * @typedef {object} Server
 * @property {string} address e.g. `http://127.0.0.1:8080`
 * @property {string} dataFolder
 * @property {() => Promise<void>} stop Ends the server and its children; may be called twice.
 */

/**
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const { node, entry } = await provideServer();
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'joulewise-')));
  const extensionsFolder = options.extensionsFolder ?? path.join(dataFolder, 'extensions');
  await writeSettings(dataFolder, options.settings);
  await mkdir(extensionsFolder, { recursive: true });
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder];
  if (options.vsix !== undefined) {
    const { status, output } = await run(node, [entry, ...folders, '--install-extension', options.vsix, '--force']);
    if (status !== 0) {
      throw new Problem(`VS Code did not install ${options.vsix}:\n${output}`);
    }
  }
  // A test asks no gallery for extensions.
  const env = { ...process.env, ...(options.driven === true ? { EXTENSIONS_GALLERY: '{}' } : {}) };
  const child = spawn(
    node,
    [
      entry,
      ...folders,
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...(options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token]),
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
      ...(options.driven === true ? ['--enable-smoke-test-driver'] : []),
    ],
    // A process group of its own, so that the extension hosts end with it.
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', cwd: dataFolder, env },
  );
  const kill = () => {
    endTree(child);
    if (options.dataFolder === undefined) {
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  process.once('exit', kill);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const port = await listeningPort(child);
  return {
    address: `http://127.0.0.1:${port}`,
    dataFolder,
    async stop() {
      process.off('exit', kill);
      endTree(child);
      await ended;
      if (options.dataFolder === undefined) {
        await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/**
 * The user settings of a server: in force from the first paint, and a person's own once they are there.
 * What describes the machine is read from a file of its own when the machine is a server.
 * @param {string} dataFolder
 * @param {Readonly<Record<string, unknown>> | undefined} settings
 */
async function writeSettings(dataFolder, settings) {
  for (const kind of ['User', 'Machine']) {
    const file = path.join(dataFolder, 'data', kind, 'settings.json');
    if (settings !== undefined || !existsSync(file)) {
      const content = kind === 'User' ? { ...quietSettings, ...settings } : ofMachine(settings ?? {});
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(content, null, 2));
    }
  }
}

/** @param {Readonly<Record<string, unknown>>} settings */
function ofMachine(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith('joulewise.')));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      said += chunk.toString('utf8');
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port !== undefined) {
        resolve(Number(port));
      }
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('close', (status) => {
      reject(new Problem(`VS Code for the browser ended with status ${status} before it listened:\n${said.trim()}`));
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function endTree(child) {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
