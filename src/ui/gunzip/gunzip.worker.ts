/** The thread that unpacks, while the engine's thread reads and another one hashes. */
import { serveGunzip } from './serve-gunzip.ts';

serveGunzip(self as unknown as Parameters<typeof serveGunzip>[0]);
