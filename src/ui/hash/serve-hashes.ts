/** The worker's end: one running hash for each id, in WebAssembly where that may run. */

import { createPlainHash, type StreamingHash } from './plain-sha256.ts';
import type { FromHasher, HashLine, ToHasher } from './protocol.ts';
import { createWasmHashes } from './wasm-sha256.ts';

export function serveHashes(line: HashLine<FromHasher, ToHasher>, create = createWasmHashes() ?? createPlainHash): void {
  const running = new Map<number, StreamingHash>();
  line.onmessage = ({ data }) => {
    const { id } = data;
    const hash = running.get(id) ?? create();
    running.set(id, hash);
    if (data.kind === 'part') {
      hash.update(new Uint8Array(data.memory, 0, data.length));
      line.postMessage({ kind: 'free', id, memory: data.memory }, [data.memory]);
      return;
    }
    running.delete(id);
    if (data.kind === 'end') line.postMessage({ kind: 'digest', id, hex: hash.digest() }, []);
  };
}
