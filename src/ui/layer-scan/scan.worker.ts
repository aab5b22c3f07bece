/** A thread that reads, unpacks and hashes layers, so that the engine's thread has only their headers to look at. */
import { serveScans } from './serve-scans.ts';

serveScans(self as unknown as Parameters<typeof serveScans>[0], self.navigator.storage);
