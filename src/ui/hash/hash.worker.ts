/** A thread that hashes while the engine's thread reads and unpacks. */
import { serveHashes } from './serve-hashes.ts';

serveHashes(self as unknown as Parameters<typeof serveHashes>[0]);
