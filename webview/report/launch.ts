/** How the script is started: the launches that were found, which one the figures hold for, and the way to choose another. */
import type { MachineDescription } from '../../src/assess/estimate';
import type { LaunchOption, LaunchPart } from '../../src/assess/report-model';
import { h, linkButton } from '../dom';
import type { Child } from '../dom';
import type { Page } from '../page';
import { section } from './section';

/** More are chosen among in the host's own pick, which can be searched. */
const mostShown = 6;

export function renderLaunch(page: Page, part: LaunchPart, machine: MachineDescription | undefined): Element {
  const shown = shownOptions(part);
  return section(
    { id: 'launch', title: page.t('sectionLaunch'), action: headAction(page, part) },
    note(page, part),
    h('ul', { class: 'launches', role: 'list' }, ...shown.map((option) => optionItem(page, option, part, machine))),
    shown.length < part.options.length &&
      linkButton(page.t('allLaunches', { count: launchesOf(part).length }), {
        key: 'all-launches',
        aria: { label: page.t('allLaunchesLabel', { count: launchesOf(part).length }) },
        onClick: () => {
          page.act('chooseLaunch');
        },
      }),
  );
}

/** One line for the head of the page, with the way to the section. */
export function launchLine(page: Page, part: LaunchPart): Element {
  const isOpen = part.inForce === null;
  const [first] = shownOptions(part).filter(({ id }) => id !== part.inForce);
  return h(
    'div',
    { class: 'machine-line' },
    h('p', { class: 'muted launch-name' }, summary(page, part)),
    first !== undefined &&
      linkButton(page.t(isOpen ? 'chooseLaunch' : 'change'), {
        key: 'change-launch',
        aria: { label: page.t(isOpen ? 'chooseLaunchLabel' : 'changeLaunch') },
        onClick: () => {
          page.focus(focusKey(first), 'center');
        },
      }),
  );
}

function summary(page: Page, part: LaunchPart): string {
  const inForce = part.options.find(({ id }) => id === part.inForce);
  if (inForce !== undefined) return inForce.kind === 'none' ? page.t('launchNone') : page.t('launchedBy', { name: nameOf(page, inForce) });
  const { length } = launchesOf(part);
  return length === 1 ? page.t('launchFound') : page.t('launchesFound', { count: length });
}

function launchesOf({ options }: LaunchPart): readonly LaunchOption[] {
  return options.filter(({ kind }) => kind === 'launch');
}

function shownOptions(part: LaunchPart): readonly LaunchOption[] {
  const launches = launchesOf(part);
  if (launches.length <= mostShown) return part.options;
  const first = new Set(launches.slice(0, mostShown - 1));
  return part.options.filter((option) => option.kind !== 'launch' || first.has(option) || option.id === part.inForce);
}

function note(page: Page, part: LaunchPart): Child {
  if (part.lost !== null) return h('p', { class: 'warning', role: 'note' }, page.t('launchLost', { text: part.lost }));
  if (part.inForce !== null) return null;
  return h('p', { class: 'muted' }, page.t(launchesOf(part).length > mostShown ? 'launchesMany' : 'launchOpen'));
}

function headAction(page: Page, part: LaunchPart): Child {
  return (
    part.canWrite &&
    linkButton(page.t('writeLaunch'), {
      key: 'write-launch',
      title: page.t('writeLaunchTitle'),
      onClick: () => {
        page.act('writeLaunch');
      },
    })
  );
}

function optionItem(page: Page, option: LaunchOption, part: LaunchPart, machine: MachineDescription | undefined): Element {
  const isInForce = option.id === part.inForce;
  return h(
    'li',
    { class: isInForce ? 'launch in-force' : 'launch', ...(isInForce ? { aria: { current: true } } : {}) },
    h(
      'div',
      { class: 'launch-head' },
      h('span', { class: 'launch-name' }, nameCell(page, option), h('span', { class: 'inline-note' }, ...gives(page, option, isInForce))),
      choiceLink(page, option, part),
    ),
    option.kind === 'none' ? h('p', { class: 'muted' }, page.t('launchNoneText')) : h('code', {}, option.text),
    asked(page, option, machine),
  );
}

/** What a batch system is asked for is a suggestion: the machine is the person's to choose. */
function asked(page: Page, { id, asks }: LaunchOption, machine: MachineDescription | undefined): Child {
  if (asks === null || (machine?.hardware === asks.hardware && machine.count === asks.count)) return null;
  const values = { count: asks.count, name: asks.name };
  return h(
    'div',
    { class: 'launch-head' },
    h('span', { class: 'muted' }, page.t('launchAsks', values)),
    linkButton(page.t('useLaunchHardware'), {
      key: `launch-hardware ${id}`,
      aria: { label: page.t('useLaunchHardwareLabel', values) },
      onClick: () => {
        page.post({ type: 'useLaunchHardware', launch: id });
      },
    }),
  );
}

function nameCell(page: Page, option: LaunchOption): Child {
  if (option.at === null) return nameOf(page, option);
  return linkButton(nameOf(page, option), {
    key: `launch-place ${option.id}`,
    aria: { label: page.t('goToPlace', { place: nameOf(page, option) }) },
    onClick: () => {
      page.post({ type: 'jumpToLaunch', launch: option.id });
    },
  });
}

function nameOf(page: Page, { kind, place }: LaunchOption): string {
  if (kind === 'none') return page.t('launchNone');
  return kind === 'comment' ? `${page.t('launchComment')} ${place}` : place;
}

/** What the launcher gives beside the arguments, which the command shows. */
function gives(page: Page, { processes, nodes, precision }: LaunchOption, isInForce: boolean): string[] {
  const parts = [
    processes > 1 ? page.t('processes', { count: processes }) : '',
    nodes > 1 ? page.t('nodes', { count: nodes }) : '',
    precision ?? '',
    isInForce ? page.t('launchInUse') : '',
  ];
  return parts.filter((part) => part !== '').map((part) => ` · ${part}`);
}

/** The same place takes a choice and takes it back, so that the focus stays where it is. */
function choiceLink(page: Page, option: LaunchOption, { inForce, isChosen }: LaunchPart): Child {
  if (option.id === inForce) {
    return (
      isChosen &&
      linkButton(page.t('reset'), {
        key: focusKey(option),
        aria: { label: page.t('resetLaunch') },
        onClick: () => {
          page.act('resetLaunch');
        },
      })
    );
  }
  return linkButton(page.t('useLaunch'), {
    key: focusKey(option),
    aria: { label: page.t('useLaunchLabel', { name: nameOf(page, option) }) },
    onClick: () => {
      // What a comment states holds where nothing is chosen.
      if (option.kind === 'comment') page.act('resetLaunch');
      else page.post({ type: 'useLaunch', launch: option.id });
    },
  });
}

function focusKey({ id }: LaunchOption): string {
  return `launch ${id}`;
}
