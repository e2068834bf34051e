/** The few globals that the desktop host, the web-worker host, browsers and Node all have. */

declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: 'Module';
  }
}

declare class URL {
  constructor(url: string, base?: string);
  readonly href: string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

declare const performance: { now(): number };

declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(handle: number | undefined): void;
