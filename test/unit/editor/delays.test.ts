import assert from 'node:assert/strict';
import { Delays, pauseMilliseconds, type Clock } from '../../../src/editor/check/delays';

/** A clock that a test moves by hand. */
class HandClock implements Clock {
  private now = 0;
  private next = 0;
  private readonly timers = new Map<number, { readonly at: number; readonly run: () => void }>();

  setTimeout(run: () => void, milliseconds: number): number {
    this.timers.set(++this.next, { at: this.now + milliseconds, run });
    return this.next;
  }

  clearTimeout(handle: unknown): void {
    this.timers.delete(handle as number);
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const [handle, { at, run }] of this.timers) {
      if (at <= this.now) {
        this.timers.delete(handle);
        run();
      }
    }
  }
}

describe('delay of checks while typing', () => {
  function setUp() {
    const clock = new HandClock();
    const runs: string[] = [];
    const delays = new Delays(clock, (key) => runs.push(key));
    return { clock, runs, delays };
  }

  it('is 300 ms', () => {
    const { clock, runs, delays } = setUp();
    delays.ask('a');
    clock.pass(299);
    assert.deepEqual(runs, []);
    clock.pass(1);
    assert.deepEqual(runs, ['a']);
  });

  it('starts anew with every request, and the check runs once', () => {
    const { clock, runs, delays } = setUp();
    delays.ask('a');
    clock.pass(pauseMilliseconds - 1);
    delays.ask('a');
    clock.pass(pauseMilliseconds - 1);
    assert.deepEqual(runs, []);
    clock.pass(1);
    assert.deepEqual(runs, ['a']);
  });

  it('is each document’s own', () => {
    const { clock, runs, delays } = setUp();
    delays.ask('a');
    delays.ask('b');
    clock.pass(pauseMilliseconds);
    assert.deepEqual(runs, ['a', 'b']);
  });

  it('grows for a document that is slow to check', () => {
    const { clock, runs, delays } = setUp();
    delays.took('a', 900);
    delays.took('a', 200);
    delays.ask('a');
    clock.pass(pauseMilliseconds);
    assert.deepEqual(runs, []);
    clock.pass(1000 - pauseMilliseconds);
    assert.deepEqual(runs, ['a']);
  });

  it('does not grow for the first check, which reads the whole document', () => {
    const { clock, runs, delays } = setUp();
    delays.took('a', 900);
    delays.ask('a');
    clock.pass(pauseMilliseconds);
    assert.deepEqual(runs, ['a']);
  });

  it('ends with a document that is closed', () => {
    const { clock, runs, delays } = setUp();
    delays.ask('a');
    delays.forget('a');
    clock.pass(10 * pauseMilliseconds);
    assert.deepEqual(runs, []);
  });
});
