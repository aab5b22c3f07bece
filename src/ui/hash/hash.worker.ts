/** A thread that hashes while another one reads and unpacks. */
import { serveHashes } from './serve-hashes.ts';

serveHashes(self as unknown as Parameters<typeof serveHashes>[0], undefined, self.navigator.storage);
