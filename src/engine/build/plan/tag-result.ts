/** What both builders do with the finished image: names, `--iidfile`. */
import { contentOf } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { writeFile } from '../../fs/write.ts';
import { setTag } from '../../image/tag-image.ts';
import type { MachineRef } from '../../machine/machine.ts';
import type { ImageId } from '../../oci/digest.ts';
import { familiarString, formatReference, parseReference, type Reference, withDefaultTag } from '../../reference/reference.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions, BuildOutput } from '../build-options.ts';

/** Each name once. @throws BuildError, InvalidReferenceError */
export function checkTags(tags: readonly string[]): readonly Reference[] {
  const references = new Map<string, Reference>();
  for (const tag of tags) {
    const reference = withDefaultTag(parseReference(tag));
    if (reference.digest !== undefined) throw new BuildError('build.tag', 'build tag cannot contain a digest');
    references.set(formatReference(reference), reference);
  }
  return [...references.values()];
}

/** @returns the names as docker shows them */
export function tagResult(ref: MachineRef, id: ImageId, references: readonly Reference[]): readonly string[] {
  return references.map((reference) => {
    ref.current = setTag(ref.current, id, reference);
    return familiarString(reference);
  });
}

/** The client writes `--iidfile` when all is done; where it cannot, the image is there all the same. */
export function writeIdFile(ref: MachineRef, options: BuildOptions, id: string, out: BuildOutput): { exitCode: number } {
  const { iidFile } = options;
  if (iidFile === undefined || iidFile === '') return { exitCode: 0 };
  const { host, now } = ref.current;
  try {
    const tree = writeFile(host.tree, iidFile, contentOf(id), { cwd: options.cwd, mtime: now / 1000, mode: 0o666 & ~0o022 });
    ref.current = { ...ref.current, host: { ...host, tree } };
    return { exitCode: 0 };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    out.write(2, `open ${iidFile}: ${strerror(error.code).toLowerCase()}\n`);
    return { exitCode: 1 };
  }
}
