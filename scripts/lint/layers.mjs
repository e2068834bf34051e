/**
 * The house as a lint rule: arrows run downwards only (see CONTRIBUTING.md, "The house"). A folder may use the values of the floors
 * below it and the types of every floor; nothing below the hosts touches VS Code, Node or the DOM.
 */
import { builtinModules } from 'node:module';
import path from 'node:path';

/** From the ground up. Rooms of one floor do not know each other, but for those named in `neighbours`. */
const floors = [
  ['reference', 'python'],
  ['libraries'],
  ['ml'],
  ['rules', 'profile', 'workload'],
  ['forecast'],
  ['accounting'],
  ['advice', 'ledger', 'peers'],
  ['assess'],
  ['protocol', 'report'],
  ['editor', 'cli', 'extension'],
];

/** @type {Readonly<Record<string, readonly string[]>>} */
const neighbours = {
  // A profile counts the work of the model it finds; the work depends on facts of the profile.
  profile: ['workload'],
  workload: ['profile'],
  extension: ['editor'],
};

/** Single files that lower floors may use: they are vocabulary. */
const vocabulary = new Set(['accounting/quantiles']);

const hosts = new Set(['editor', 'cli', 'extension']);
/** Other calculators' methods, faults included: shown beside our figures, never used in them. */
const mayUsePeers = new Set(['peers', 'assess', 'report', 'editor', 'cli']);
const webviewMayUse = new Set(['protocol', 'report']);
const nodeModules = new Set(builtinModules);

/** @param {string} room */
function floorOf(room) {
  return floors.findIndex((rooms) => rooms.includes(room));
}

/**
 * Where a file stands: the folder under `src` (or `extension`), `webview`, or null outside the house.
 * @param {string} file
 * @param {string} root
 */
function placeOf(file, root) {
  const relative = path.relative(root, file).split(path.sep).join('/');
  if (relative.startsWith('webview/')) {
    return { room: 'webview', inside: relative.slice('webview/'.length) };
  }
  if (!relative.startsWith('src/')) {
    return null;
  }
  const inside = relative.slice('src/'.length).replace(/\.(d\.)?[cm]?ts$/, '');
  return { room: inside.split('/')[0] ?? '', inside };
}

/**
 * Why `from` may not import `specifier`, or null when it may.
 * @param {{ room: string, inside: string }} from
 * @param {string} specifier
 * @param {boolean} typeOnly
 * @param {string} file
 * @param {string} root
 * @returns {string | null}
 */
function objection(from, specifier, typeOnly, file, root) {
  if (specifier === 'vscode') {
    return from.room === 'editor' || from.room === 'extension' ? null : 'Only `editor` imports "vscode".';
  }
  if (specifier.startsWith('node:') || nodeModules.has(specifier)) {
    return from.room === 'cli' ? null : 'Node built-ins belong to `cli`: the same code runs in the web-worker host.';
  }
  if (specifier === 'web-tree-sitter') {
    return from.room === 'python' ? null : 'Only `python` knows the parser.';
  }
  if (!specifier.startsWith('.')) {
    return null;
  }
  const target = placeOf(path.resolve(path.dirname(file), specifier), root);
  if (target === null) {
    return 'The product imports nothing outside `src` and `webview`.';
  }
  if (target.inside.startsWith('python/syntax') && from.room !== 'python') {
    return 'Syntax nodes stay inside `python`: ask the program instead.';
  }
  if (target.room === from.room || vocabulary.has(target.inside)) {
    return null;
  }
  if (target.room === 'webview') {
    return 'The page imports from the host, not the other way round.';
  }
  if (from.room === 'webview') {
    return typeOnly || webviewMayUse.has(target.room)
      ? null
      : 'The page shows and the host computes: it imports types, `protocol` and `report`.';
  }
  if (target.room === 'peers' && !mayUsePeers.has(from.room)) {
    return 'Other calculators’ methods are never used by ours.';
  }
  if (hosts.has(target.room) && !(neighbours[from.room] ?? []).includes(target.room)) {
    return `Nothing imports \`${target.room}\`.`;
  }
  if (typeOnly || (neighbours[from.room] ?? []).includes(target.room)) {
    return null;
  }
  if (floorOf(target.room) === -1) {
    return `\`${target.room}\` is no room of the house: name it in scripts/lint/layers.mjs.`;
  }
  return floorOf(target.room) < floorOf(from.room)
    ? null
    : `Arrows only run downwards: \`${from.room}\` may not use values of \`${target.room}\`.`;
}

/** @type {import('eslint').Rule.RuleModule} */
const downwards = {
  meta: {
    type: 'problem',
    docs: { description: 'Imports only run downwards through the layers.' },
    messages: { objection: '{{why}}' },
    schema: [],
  },
  create(context) {
    const from = placeOf(context.filename, context.cwd);
    if (from === null) {
      return {};
    }
    /**
     * @param {any} node
     * @param {boolean} typeOnly
     */
    const check = (node, typeOnly) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') {
        return;
      }
      const why = objection(from, specifier, typeOnly, context.filename, context.cwd);
      if (why !== null) {
        context.report({ node: node.source, messageId: 'objection', data: { why } });
      }
    };
    /** @param {any} node */
    const isTypeOnly = (node) =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 &&
        node.specifiers.every((/** @type {any} */ specifier) => (specifier.importKind ?? specifier.exportKind) === 'type'));
    return {
      ImportDeclaration: (node) => {
        check(node, isTypeOnly(node));
      },
      ExportNamedDeclaration: (node) => {
        check(node, isTypeOnly(node));
      },
      ExportAllDeclaration: (node) => {
        check(node, isTypeOnly(node));
      },
      ImportExpression: (node) => {
        check(node, false);
      },
      /** @param {any} node */
      TSImportType(node) {
        check(node, true);
      },
    };
  },
};

export const layers = { meta: { name: 'joulewise-layers' }, rules: { downwards } };
