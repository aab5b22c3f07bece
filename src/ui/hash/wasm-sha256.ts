/** SHA-256 in WebAssembly, where it may run and has vectors. */
import { formatHex, type StreamingHash } from './plain-sha256.ts';
import { BLOCK, encodeSha256Module, INITIAL_STATE, INPUT_AT, INPUT_BYTES, STATE_AT } from './sha256-module.ts';

/** Absent where the page's policy or the browser does not allow it; made once, as it takes some milliseconds. */
export function createWasmHashes(): (() => StreamingHash) | undefined {
  try {
    const module = new WebAssembly.Module(encodeSha256Module());
    return () => new WasmHash(module);
  } catch {
    return undefined;
  }
}

interface Exports extends WebAssembly.Exports {
  readonly memory: WebAssembly.Memory;
  readonly run: (from: number, end: number) => void;
}

/** Bytes that follow the message: one with the highest bit set, and its size in bits. */
const MARK_AND_SIZE = 9;

class WasmHash implements StreamingHash {
  private readonly run: Exports['run'];
  private readonly state: DataView;
  private readonly input: Uint8Array;
  /** bytes of `input` that wait for a whole block */
  private waiting = 0;
  private size = 0;

  constructor(module: WebAssembly.Module) {
    const { memory, run } = new WebAssembly.Instance(module).exports as Exports;
    this.run = run;
    this.state = new DataView(memory.buffer, STATE_AT, 32);
    this.input = new Uint8Array(memory.buffer, INPUT_AT, INPUT_BYTES);
    for (const [i, word] of INITIAL_STATE.entries()) this.state.setUint32(4 * i, word, true);
  }

  update(part: Uint8Array): void {
    this.size += part.length;
    for (let at = 0; at < part.length; ) {
      const taken = Math.min(part.length - at, INPUT_BYTES - this.waiting);
      this.input.set(part.subarray(at, at + taken), this.waiting);
      at += taken;
      this.compress(this.waiting + taken);
    }
  }

  /** The last block ends with the size in bits (FIPS 180-4, section 5.1.1). */
  digest(): string {
    const padding = new Uint8Array(Math.ceil((this.size + MARK_AND_SIZE) / BLOCK) * BLOCK - this.size);
    const view = new DataView(padding.buffer);
    padding[0] = 0x80;
    const { size } = this;
    view.setUint32(padding.length - 8, Math.floor(size / 2 ** 29));
    view.setUint32(padding.length - 4, (size * 8) >>> 0);
    this.update(padding);
    return formatHex(INITIAL_STATE.flatMap((_, i) => [3, 2, 1, 0].map((byte) => this.state.getUint8(4 * i + byte))));
  }

  private compress(filled: number): void {
    const whole = filled - (filled % BLOCK);
    if (whole > 0) this.run(INPUT_AT, INPUT_AT + whole);
    this.input.copyWithin(0, whole, filled);
    this.waiting = filled - whole;
  }
}
