/** Scanning layers in threads of their own, several at once in several: the engine's end. */
import type { Content, LayerScan, PlatformPort } from '../../engine/index.ts';
import type { HandedKeep } from '../lab/spill.ts';
import type { FromScanner, ScanLine, ToScanner } from './protocol.ts';

type Line = ScanLine<ToScanner, FromScanner>;
/** What a line says, and that it says no more. */
type Heard = FromScanner | { readonly kind: 'gone' };

export interface ScanMeans {
  /** @throws where there can be none */
  spawn(): Line;
  /** where the content lies outside of this thread; undefined where it does not */
  findBlob(content: Content): Blob | undefined;
  /** Keeps safe what the thread hands over, until what comes back is called. */
  hold(): Promise<() => void>;
  /** What the thread kept. */
  takeKeep(keep: HandedKeep): Promise<Content>;
  /** as they lie there; below, the engine's own thread is as fast */
  readonly fewestBytes: { readonly plain: number; readonly packed: number };
}

/** Of all that is unpacked together: what a shell reads at once. */
const MEMORY_BYTES = 32_000_000;

export interface LayerScans {
  readonly scanLayer: NonNullable<PlatformPort['scanLayer']>;
  /** Starts as many threads as will be needed at once: each takes as long as to read 15 MB. */
  expect(threads: number): void;
}

export function createLayerScans(means: ScanMeans): LayerScans {
  const idle: Line[] = [];
  let isBroken = false;
  let memoryLeft = MEMORY_BYTES;

  async function* scan(line: Line, message: Omit<ToScanner, 'memoryBytes'>): LayerScan {
    const memoryBytes = Math.floor(memoryLeft / 2);
    memoryLeft -= memoryBytes;
    const heard = listen(line);
    const release = message.packing === undefined ? undefined : await means.hold();
    let isWhole = false;
    line.postMessage({ ...message, memoryBytes }, []);
    try {
      for (;;) {
        const next = await heard();
        switch (next.kind) {
          case 'step':
            yield next;
            break;
          case 'gone':
            isBroken = true;
            throw new Error('the scanning worker is gone');
          case 'failed':
            throw new Error(next.message);
          case 'scanned': {
            const { unpacked: keep, ...scanned } = next;
            const unpacked = keep && (await means.takeKeep(keep));
            if (keep?.kind === 'memory') memoryLeft -= keep.content.size;
            isWhole = true;
            return unpacked === undefined ? scanned : { ...scanned, unpacked };
          }
          default:
            isWhole = true;
            return next;
        }
      }
    } finally {
      release?.();
      memoryLeft += memoryBytes;
      if (isWhole) idle.push(line);
      else line.terminate?.();
    }
  }

  const scanLayer: LayerScans['scanLayer'] = (layer, options) => {
    if (isBroken || layer.size < means.fewestBytes[options.packing === undefined ? 'plain' : 'packed']) return undefined;
    const blob = means.findBlob(layer);
    if (blob === undefined) return undefined;
    try {
      return scan(idle.pop() ?? means.spawn(), { ...options, blob });
    } catch {
      return undefined;
    }
  };

  return {
    scanLayer,
    expect(threads) {
      try {
        while (!isBroken && idle.length < threads) {
          const line = means.spawn();
          line.onerror = () => {
            isBroken = true;
          };
          idle.push(line);
        }
      } catch {
        // nor will there be one when a layer is read
      }
    },
  };
}

/** One after the other, as they were said. */
function listen(line: Line): () => Promise<Heard> {
  const waiting: Heard[] = [];
  let wake: (() => void) | undefined;
  const hear = (said: Heard): void => {
    waiting.push(said);
    wake?.();
  };
  line.onmessage = ({ data }) => hear(data);
  line.onerror = () => hear({ kind: 'gone' });
  return async () => {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) return next;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}
