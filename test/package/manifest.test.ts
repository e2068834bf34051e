import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, numberBounds, settingDefaults, views } from '../../src/editor/contributions';
import { rules } from '../../src/rules/index';
import { settingSeverities } from '../../src/editor/findings/severity';

interface Schema {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownDescription?: string;
  readonly scope?: string;
  readonly order?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly categories: readonly string[];
  readonly icon: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown }; readonly virtualWorkspaces: unknown };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Schema>> }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly svg: string };
      }[];
    }[];
    readonly keybindings?: unknown;
  };
}

const root = path.resolve(__dirname, '../..');
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;
const nls = JSON.parse(text('package.nls.json')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const properties = Object.assign({}, ...contributes.configuration.map((section) => section.properties)) as Readonly<Record<string, Schema>>;
const sorted = (items: Iterable<string>): readonly string[] => [...items].sort();

describe('manifest', () => {
  it('activates for Python and notebooks only', () => {
    assert.deepEqual(manifest.activationEvents, ['onLanguage:python', 'onNotebook:jupyter-notebook']);
  });

  it('works in untrusted and virtual workspaces, for reading code never runs code', () => {
    assert.deepEqual(manifest.capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
  });

  it('takes no keys', () => {
    assert.equal(contributes.keybindings, undefined);
  });

  it('takes every text from package.nls.json, and uses each of them', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual(sorted(new Set(used)), sorted(Object.keys(nls)));
  });

  it('names files that exist', () => {
    const [container] = contributes.viewsContainers.activitybar;
    const media = contributes.walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.svg));
    const files = [
      manifest.icon,
      container?.icon ?? '',
      ...Object.values(contributes.views).flatMap((list) => list.map(({ icon }) => icon)),
      ...media,
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });
});

describe('commands of the manifest', () => {
  it('are those of the code', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(commands)));
  });

  it('have the category Joulewise and a title in title case without it', () => {
    for (const { category, title } of contributes.commands) {
      assert.equal(category, 'Joulewise');
      assert.match(nls[title.slice(1, -1)] ?? '', /^(?!.*Joulewise)[A-Z]\w+( [A-Z]\w+)+$/);
    }
  });

  it('hide in the palette where they need a script or a folder', () => {
    assert.deepEqual(Object.fromEntries(contributes.menus.commandPalette.map(({ command, when }) => [command, when])), {
      [commands.estimateFootprint]: 'joulewise.hasScript',
      [commands.checkFile]: 'joulewise.hasScript',
      [commands.checkWorkspace]: 'workspaceFolderCount > 0',
      [commands.explainLine]: 'joulewise.hasScript',
      [commands.chooseLaunch]: 'joulewise.hasScript',
      [commands.usePaceFromLog]: 'joulewise.hasScript',
    });
  });
});

describe('views of the manifest', () => {
  it('are those of the code', () => {
    assert.deepEqual(
      contributes.views[views.container]?.map(({ id }) => id),
      [views.report],
    );
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [views.container],
    );
  });
});

describe('settings of the manifest', () => {
  it('are those of the code, with the same defaults', () => {
    const ours = Object.fromEntries(Object.entries(settingDefaults).map(([name, value]) => [`joulewise.${name}`, value]));
    assert.deepEqual(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default])), ours);
  });

  it('have a description, a scope and an order', () => {
    for (const [name, { markdownDescription, scope, order }] of Object.entries(properties)) {
      assert.ok(markdownDescription !== undefined && order !== undefined, name);
      assert.ok(scope === 'resource' || scope === 'machine-overridable', name);
    }
  });

  it('hold numbers within the bounds that the code accepts', () => {
    const stated = Object.entries(properties).flatMap(([name, { minimum, maximum, type }]) =>
      minimum === undefined
        ? []
        : [[name.slice('joulewise.'.length), { minimum, maximum, integer: type?.includes('integer') === true }] as const],
    );
    assert.deepEqual(Object.fromEntries(stated), numberBounds);
  });

  it('offer every rule, and no other', () => {
    assert.deepEqual(sorted(Object.keys(properties['joulewise.rules']?.properties ?? {})), sorted(rules.map(({ meta }) => meta.id)));
  });

  it('offer the severities that the code knows, each described', () => {
    for (const rule of Object.values(properties['joulewise.rules']?.properties ?? {})) {
      assert.deepEqual(rule.enum, settingSeverities);
      assert.equal(rule.enumDescriptions?.length, settingSeverities.length);
    }
    assert.deepEqual(properties['joulewise.level']?.enum, settingSeverities.slice(1));
  });
});

describe('walkthrough', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const known = new Set<string>([...Object.values(commands), ...Object.values(views), ...Object.keys(properties)]);

  it('has three to five steps, each with something to do and something that completes it', () => {
    assert.ok(steps.length >= 3 && steps.length <= 5);
    for (const { description, completionEvents } of steps) {
      assert.match(nls[description.slice(1, -1)] ?? '', /\(command:joulewise\./);
      assert.ok(completionEvents.length > 0);
    }
  });

  it('names commands, views and settings that exist', () => {
    const named = steps.flatMap(({ description, completionEvents }) => [
      ...[...(nls[description.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command),
      ...completionEvents.map((event) => event.slice(event.indexOf(':') + 1)),
    ]);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });
});

describe('README', () => {
  it('lists every command and setting, and no other', () => {
    const readme = text('README.md');
    const listedCommands = [...readme.matchAll(/`Joulewise: ([\w ]+)`/g)].map(([, title = '']) => title);
    const titles = contributes.commands.map(({ title }) => nls[title.slice(1, -1)] ?? '');
    assert.deepEqual(sorted(new Set(listedCommands)), sorted(titles));
    const listedSettings = [...readme.matchAll(/`(joulewise\.(?!toml`)[\w.]+)`/g)].map(([, name = '']) => name);
    assert.deepEqual(sorted(new Set(listedSettings)), sorted(Object.keys(properties)));
  });
});
