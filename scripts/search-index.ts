/** The search index of the finished site, one per language of its pages, in `pagefind/` beside them (docs: pagefind.app). */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';

/** Pagefind's own user interfaces: ours asks the index itself. */
const LEFT_OUT = /^pagefind-(?!worker|entry)|^wasm\.unknown/;
/** Drawings, what only works when it is pressed, and what only announces or repeats. */
const NOT_TEXT = ['svg', 'button', 'select', '.terminal', '.facts', '.twin-box', '.crumb', '.objectives', '.recall'];

/** @param site holds a folder per language; what is read there is marked with `data-pagefind-body` */
export async function writeSearchIndex(site: string): Promise<void> {
  const folder = join(site, 'pagefind');
  await rm(folder, { recursive: true, force: true });
  try {
    const { index, errors } = await createIndex({ excludeSelectors: NOT_TEXT });
    if (index === undefined) throw new Error(errors.join('\n'));
    const added = await index.addDirectory({ path: site, glob: '{pt-br,en}/**/*.html' });
    if (added.errors.length > 0) throw new Error(added.errors.join('\n'));
    const { files } = await index.getFiles();
    for (const { path, content } of files) {
      if (LEFT_OUT.test(path)) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  } catch (error) {
    throw new Error(`the search index could not be made: ${error instanceof Error ? error.message : error}`);
  } finally {
    await close();
  }
}
