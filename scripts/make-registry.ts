/** `node scripts/make-registry.ts`: writes the lab's images to content/registry. Commit what it writes. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRegistry, formatFacts } from './lab/build-registry.ts';
import { labCatalog } from './lab/catalog.ts';

const FOLDER = join(import.meta.dirname, '../content/registry');
const BLOBS = join(FOLDER, 'blobs/sha256');

const { refs, blobs, sizes } = await buildRegistry(await labCatalog());
await mkdir(BLOBS, { recursive: true });
for (const name of await readdir(BLOBS)) await rm(join(BLOBS, name));
let total = 0;
for (const [digest, bytes] of blobs) {
  total += bytes.length;
  await writeFile(join(BLOBS, digest.slice('sha256:'.length)), bytes);
}
await writeFile(join(FOLDER, 'refs.json'), formatFacts(refs));
await writeFile(join(FOLDER, 'sizes.json'), formatFacts(sizes));
process.stdout.write(`${Object.keys(refs).length} repositories, ${blobs.size} blobs, ${total} bytes\n`);
