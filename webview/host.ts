/** The way to the extension host, and the little that the page remembers while it is hidden. */
import * as v from 'valibot';
import type { PageMessage } from '../src/protocol/messages';

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the person unfolded: never data of the report, which the host sends again. */
const memory = v.object({ allMeasures: v.boolean(), unfolded: v.array(v.string()), scrollTop: v.number() });
export type Memory = v.InferOutput<typeof memory>;

const nothing: Memory = { allMeasures: false, unfolded: [], scrollTop: 0 };

export interface Host {
  post(message: PageMessage): void;
  recall(): Memory;
  remember(state: Memory): void;
}

/** May be called once in the life of a page. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post(message) {
      api.postMessage(message);
    },
    recall() {
      const stored = v.safeParse(memory, api.getState());
      return stored.success ? stored.output : nothing;
    },
    remember(state) {
      api.setState(state);
    },
  };
}
