/** Starts the page: listens to the host, keeps what is unfolded, and shows the newest model. */
import type { ReportModel } from '../src/assess/report-model';
import { fill } from '../src/protocol/fill';
import { readHostMessage } from '../src/protocol/messages';
import { completeStrings } from '../src/protocol/strings';
import { registerComponents } from './components';
import { connect } from './host';
import type { InputEdit, Page } from './page';
import { findByKey, partList } from './parts';
import { announcement } from './report/announcement';
import { reportParts } from './report/report-parts';

function start(report: HTMLElement, announcements: HTMLElement): void {
  registerComponents();
  const host = connect();
  const parts = partList(report);
  let memory = host.recall();
  let texts = completeStrings({});
  let locale = 'en';
  let model: ReportModel | null = null;
  let edit: InputEdit | null = null;
  let isRendering = false;
  let restoredScroll = false;

  const page: Page = {
    get locale() {
      return locale;
    },
    get showsAllMeasures() {
      return memory.allMeasures;
    },
    get unfolded() {
      return memory.unfolded;
    },
    get edit() {
      return edit;
    },
    get isRendering() {
      return isRendering;
    },
    t(key, values = {}) {
      return fill(texts[key], values);
    },
    post(message) {
      host.post(message);
    },
    act(action) {
      host.post({ type: 'action', action });
    },
    isUnfolded(key) {
      return memory.unfolded.includes(key);
    },
    fold(key, unfolded) {
      const others = memory.unfolded.filter((other) => other !== key);
      remember({ unfolded: unfolded ? [...others, key] : others });
      render();
    },
    showAllMeasures(all) {
      remember({ allMeasures: all });
      render();
    },
    setEdit(next, focusKey) {
      edit = next;
      render();
      page.focus(focusKey);
    },
    focus(key, block = 'nearest') {
      const target = findByKey(report, key);
      target?.scrollIntoView({ block });
      target?.focus();
    },
  };

  function remember(change: Partial<typeof memory>): void {
    memory = { ...memory, ...change };
    host.remember(memory);
  }

  function render(): void {
    if (model === null) return;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    isRendering = true;
    try {
      parts.show(reportParts(page, model));
    } finally {
      isRendering = false;
    }
    // An element that was replaced has lost the focus to the body; its successor carries the same key.
    if (focused !== undefined && document.activeElement === document.body) findByKey(report, focused)?.focus();
  }

  function show(next: ReportModel): void {
    const said = model === null ? null : announcement(page, model);
    if (model?.state !== next.state || fileOf(model) !== fileOf(next)) edit = null;
    model = next;
    render();
    if (!restoredScroll) {
      restoredScroll = true;
      window.scrollTo({ top: memory.scrollTop });
    }
    const saying = announcement(page, next);
    if (said !== null && saying !== said) announcements.textContent = saying;
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const read = readHostMessage(event.data);
    if (!read.ok) {
      host.post({ type: 'fault', message: `Message not understood: ${read.problem}`.slice(0, 2000) });
      return;
    }
    const { message } = read;
    if (message.type === 'report') {
      show(message.model);
    } else {
      texts = completeStrings(message.strings);
      locale = message.locale;
      render();
    }
  });
  window.addEventListener('error', (event) => {
    host.post({ type: 'fault', message: `${event.message} (${String(event.lineno)}:${String(event.colno)})`.slice(0, 2000) });
  });
  window.addEventListener('scrollend', () => {
    remember({ scrollTop: window.scrollY });
  });
  page.act('ready');
}

function fileOf(model: ReportModel): string | null {
  return model.fileName;
}

const report = document.getElementById('report');
const announcements = document.getElementById('announcements');
if (report !== null && announcements !== null) start(report, announcements);
