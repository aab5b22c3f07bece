/** What a pull shows: `docker pull`, and `docker run` of an image that is not here. */

import { shortId } from '../../oci/digest.ts';
import type { HostIo } from '../../process/host-io.ts';
import type { Reference } from '../../reference/reference.ts';
import { familiarName, familiarString, formatReference, withoutTail } from '../../reference/reference.ts';
import type { PullProgress } from '../../registry/pull-image.ts';

/**
 * On a terminal each layer has one line, overwritten; the blank behind `Pull complete` is what is left of the progress bar. Elsewhere every
 * state is a line of its own.
 * @param fd where the lines go: `docker run` writes them to stderr
 * @param terminal a client 28.2.2 does not take the output of a build for one, whatever it is
 */
export function reportPull(
  io: HostIo,
  fd: 1 | 2,
  terminal = fd === 1 ? io.stdoutIsTty : io.stderrIsTty,
): (progress: PullProgress) => void {
  const row = (digest: string, text: string): void => {
    if (terminal) io.progress(shortId(digest), `${shortId(digest)}: ${text} `);
    else io.write(fd, `${shortId(digest)}: ${text}\n`);
  };
  return (progress) => {
    switch (progress.kind) {
      case 'start': {
        const { reference } = progress;
        const which = reference.digest === undefined ? (reference.tag ?? '') : formatReference(reference);
        return io.write(fd, `${which}: Pulling from ${reference.path}\n`);
      }
      case 'exists':
        return row(progress.digest, 'Already exists');
      case 'waiting':
        return row(progress.digest, 'Pulling fs layer');
      case 'complete':
        if (!terminal) {
          row(progress.digest, 'Verifying Checksum');
          row(progress.digest, 'Download complete');
        }
        return row(progress.digest, 'Pull complete');
      default:
        return io.write(fd, `Digest: ${progress.digest}\n`);
    }
  };
}

/** `reference` without a tail for `--all-tags`. */
export function pullStatus(reference: Reference, changed: boolean): string {
  const { tag, digest } = reference;
  // a digest says all that a tag could say
  const told = digest === undefined ? reference : { ...withoutTail(reference), digest };
  const name = tag === undefined && digest === undefined ? familiarName(reference) : familiarString(told);
  return `Status: ${changed ? 'Downloaded newer image' : 'Image is up to date'} for ${name}\n`;
}
