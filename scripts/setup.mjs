/**
 * Installs what is missing and nothing twice: npm packages into `node_modules`; the editor for the browser (code-server with the Node
 * that it wants) into the user's cache folder, where all clones share it; a browser for the tests. Node built-ins only.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Problem, isMain, main, mustRun, root, run } from './process.mjs';

/** VS Code 1.139.1, served to a browser. */
const serverVersion = '4.139.1';
/** The major version that code-server asks for. */
const nodeVersion = '24.21.0';

export function cacheFolder() {
  return process.env['JOULEWISE_CACHE'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'joulewise');
}

/** Installs the npm packages of the repository unless what is installed is what the lock file says. */
export async function installPackages() {
  if (!(await packagesAreCurrent())) {
    console.log('Installing packages …');
    await mustRun('Installing the npm packages', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  }
}

async function packagesAreCurrent() {
  try {
    const wanted = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(await readFile(path.join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([name, entry]) => name === '' || entry.optional === true || present[name]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

/**
 * The Node and the server code of VS Code for the browser, installed on first use.
 * @returns {Promise<{ node: string, entry: string }>}
 */
export async function provideServer() {
  const serverFolder = await installed(`code-server-${serverVersion}`, 'Installing VS Code for the browser …', async (folder) => {
    await mustRun('Installing code-server', 'npm', ['install', '--prefix', folder, ...quietly, `code-server@${serverVersion}`]);
    const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    await mustRun('Installing what code-server needs', 'npm', ['install', '--omit=dev', ...quietly], { cwd: vscode });
  });
  return {
    node: await provideNode(),
    entry: path.join(serverFolder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

async function provideNode() {
  if (process.versions.node.split('.')[0] === nodeVersion.split('.')[0]) {
    return process.execPath;
  }
  // The platform's own package holds the binary itself; the package `node` would fetch it with an install script.
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = await installed(`node-${nodeVersion}`, `Installing Node ${nodeVersion} for it …`, async (folder) => {
    await mustRun(`Installing Node ${nodeVersion}`, 'npm', ['install', '--prefix', folder, ...quietly, `${name}@${nodeVersion}`]);
  });
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];

/**
 * A folder of the cache, filled once: two processes that start together each fill one of their own, and the first to finish wins.
 * @param {string} name
 * @param {string} message
 * @param {(folder: string) => Promise<void>} fill
 */
async function installed(name, message, fill) {
  const folder = path.join(cacheFolder(), name);
  if (!existsSync(path.join(folder, complete))) {
    console.log(message);
    const scratch = `${folder}.${process.pid}.partial`;
    await mkdir(scratch, { recursive: true });
    try {
      await fill(scratch);
      await writeFile(path.join(scratch, complete), '');
      await rm(folder, { recursive: true, force: true });
      await rename(scratch, folder);
    } catch (error) {
      await rm(scratch, { recursive: true, force: true });
      if (!existsSync(path.join(folder, complete))) {
        throw error;
      }
    }
  }
  return folder;
}

const complete = '.complete';

/**
 * A Chromium-based browser: the one named by CHROMIUM_PATH, one on the machine, or Debian's, installed when we may.
 * @returns {Promise<string>} its executable
 */
export async function provideBrowser() {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined) {
    if (!existsSync(given)) {
      throw new Problem(`CHROMIUM_PATH names ${given}, which does not exist.`);
    }
    return given;
  }
  const found = await findBrowser();
  if (found !== undefined) {
    return found;
  }
  const isRoot = process.getuid?.() === 0;
  if (process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await mustRun('Refreshing the package lists', 'apt-get', ['update', '-qq'], { env });
    await mustRun('Installing Chromium', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
    const installedBrowser = await findBrowser();
    if (installedBrowser !== undefined) {
      return installedBrowser;
    }
  }
  throw new Problem(
    'The tests need a browser: install Chromium, Chrome or Edge (Debian: `sudo apt-get install chromium`), or name one in CHROMIUM_PATH.',
  );
}

async function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
  const elsewhere = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  for (const candidate of [...onPath, ...elsewhere]) {
    // Ubuntu's `chromium-browser` may be a stub that only says how to install the real one.
    if (existsSync(candidate) && (await run(candidate, ['--version'])).status === 0) {
      return candidate;
    }
  }
  return undefined;
}

/** Left-overs of installations that were interrupted. */
async function removePartial() {
  const folder = cacheFolder();
  const names = existsSync(folder) ? await readdir(folder) : [];
  const abandoned = names.filter((name) => name.endsWith('.partial') && !isRunning(Number(name.split('.').at(-2))));
  await Promise.all(abandoned.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

if (isMain(import.meta)) {
  void main(async () => {
    await removePartial();
    await installPackages();
    await provideServer();
    await provideBrowser();
    console.log('Ready: `npm start` opens the editor, `npm test` checks everything.');
    return 0;
  });
}
