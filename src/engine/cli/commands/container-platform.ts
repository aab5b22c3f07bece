/** `--platform` of `docker run`, `docker create` and `docker pull`, and images for another machine than this: few lines have either. */
import { findImage } from '../../image/find-image.ts';
import { ImageError, type ImageErrorData } from '../../image/image-error.ts';
import type { Image, Machine } from '../../machine/machine.ts';
import type { Platform } from '../../oci/manifest.ts';
import { parsePlatform } from '../../oci/parse-platform.ts';
import { formatPlatform, HOST_PLATFORM, isSamePlatform } from '../../oci/platform.ts';
import { formatReference, type Reference, withoutTail } from '../../reference/reference.ts';
import { CommandFailure } from '../command-call.ts';
import { otherPlatformWords } from '../words/platform-words.ts';

/** The client reads it. @throws CommandFailure */
export function readPlatform(text: string): Platform {
  const platform = parsePlatform(text);
  if ('problem' in platform) throw new CommandFailure(`error parsing specified platform: ${platform.problem}`);
  return platform;
}

function platformOf({ config }: Image): Platform {
  const { os = 'linux', architecture = 'amd64', variant } = config;
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

/** @throws ImageError `image.otherPlatform` */
export function checkImagePlatform(image: Image, argument: string, wanted: Platform): void {
  const mismatch = findMismatch(image, argument, wanted);
  if (mismatch !== undefined) throw new ImageError('image.otherPlatform', mismatch);
}

function findMismatch(image: Image, argument: string, wanted: Platform): ImageErrorData['image.otherPlatform'] | undefined {
  const actual = platformOf(image);
  if (isSamePlatform(actual, wanted)) return undefined;
  return { argument, wanted: formatPlatform(wanted), actual: formatPlatform(actual) };
}

/**
 * What the daemon says at the end of a pull with `--platform` (moby 20.10 `daemon/images/image_pull.go`): it looks the image up by its name
 * alone, so it is `:latest` that is compared, whatever was pulled. Empty where nothing is amiss.
 */
export function pulledPlatformWarning(machine: Machine, pulled: Reference, wanted: Platform): string {
  const name = formatReference(withoutTail(pulled));
  const image = findImage(machine, name);
  const mismatch = image === undefined ? undefined : findMismatch(image, name, wanted);
  return mismatch === undefined ? '' : `WARNING: ${otherPlatformWords(mismatch)}\n`;
}

/** A line for stderr; undefined where nothing is amiss. */
export function platformWarning(image: Image): string | undefined {
  const actual = platformOf(image);
  if (isSamePlatform(actual, HOST_PLATFORM) || actual.architecture === '') return undefined;
  return `WARNING: The requested image's platform (${formatPlatform(actual)}) does not match the detected host platform (${formatPlatform(HOST_PLATFORM)}) and no specific platform was requested\n`;
}
