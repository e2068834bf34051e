/** The part of `node:assert/strict` that suites use which also run in the web-worker extension host. */

function fail(message: string | undefined, otherwise: string): never {
  throw new Error(message ?? otherwise);
}

function shown(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value, null, 2);
}

function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) {
    return true;
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  const keys = Object.keys(left);
  return (
    Array.isArray(left) === Array.isArray(right) &&
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && same(left[key as keyof typeof left], right[key as keyof typeof right]))
  );
}

function ok(value: unknown, message?: string): asserts value {
  if (!value) {
    fail(message, `${shown(value)} is not truthy`);
  }
}

const assert = {
  ok,
  equal(actual: unknown, expected: unknown, message?: string): void {
    if (!Object.is(actual, expected)) {
      fail(message, `${shown(actual)} is not ${shown(expected)}`);
    }
  },
  notEqual(actual: unknown, expected: unknown, message?: string): void {
    if (Object.is(actual, expected)) {
      fail(message, `both are ${shown(actual)}`);
    }
  },
  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    if (!same(actual, expected)) {
      fail(message, `${shown(actual)}\nis not\n${shown(expected)}`);
    }
  },
  match(actual: string, pattern: RegExp, message?: string): void {
    if (!pattern.test(actual)) {
      fail(message, `${shown(actual)} does not match ${String(pattern)}`);
    }
  },
  fail(message?: string): never {
    fail(message, 'failed');
  },
};

// The module that it stands in for is imported by its default export.
// eslint-disable-next-line no-restricted-syntax
export default assert;
