/**
 * Unpacking a layer's tar on top of the layers below (image-spec layer.md "Applying Changesets"; SEMANTICS section 5, "Whiteouts").
 *
 * As docker's overlay2 driver does, in two steps: the tar is unpacked into a folder of its own, the *upper* one, knowing nothing of
 * what lies below; then upper is laid over lower. That explains what surprises:
 * - A folder on the way that the tar does not list is made anew, 0755 and root's, and over a lower folder brings its own mode:
 *   a layer with only `tmp/x` takes the sticky bit from `/tmp`.
 * - A link of a lower layer is not followed: `lib/x` over `lib -> usr/lib` makes a folder `/lib`.
 * - A hard link needs its target in the same layer.
 * - `./` says nothing about `/`.
 * - The unpacking process is locked into the folder (chroot): `/etc/x` and `../../etc/x` are both `etc/x` of the layer, as are the
 *   targets of hard links. Images that ko and others build have absolute names.
 */
import type { Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import type { TarEntry } from '../tar/entry.ts';
import { unpackLayer } from './unpacked-layer.ts';
import { Upper } from './upper.ts';

/**
 * @param mtime of folders that the tar does not list, seconds since 1970
 * @throws LayerError
 */
export function applyLayer(parent: Tree, entries: readonly TarEntry[], mtime = 0): Tree {
  return unpackLayer(entries).over(parent, mtime);
}

/**
 * Unpacks a tar that is no layer into a folder of its own: an archive that is loaded, what ADD unpacks, a build's context. Names of whiteouts
 * are names there, and the later of two entries wins.
 * @param mtime of folders that the tar does not list, seconds since 1970
 * @throws LayerError
 */
export function unpackPlain(entries: readonly TarEntry[], mtime = 0): Tree {
  const upper = new Upper(false);
  for (const entry of entries) upper.unpack(entry);
  return upper.over(EMPTY_TREE, mtime);
}
