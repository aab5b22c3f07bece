/** `--platform` of `docker run` and `docker create`, and images for another machine than this: few lines have either. */
import { ImageError } from '../../image/image-error.ts';
import type { Image } from '../../machine/machine.ts';
import type { Platform } from '../../oci/manifest.ts';
import { parsePlatform } from '../../oci/parse-platform.ts';
import { formatPlatform, HOST_PLATFORM, isSamePlatform } from '../../oci/platform.ts';
import { CommandFailure } from '../command-call.ts';

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
  const actual = platformOf(image);
  if (isSamePlatform(actual, wanted)) return;
  throw new ImageError('image.otherPlatform', { argument, wanted: formatPlatform(wanted), actual: formatPlatform(actual) });
}

/** A line for stderr; undefined where nothing is amiss. */
export function platformWarning(image: Image): string | undefined {
  const actual = platformOf(image);
  if (isSamePlatform(actual, HOST_PLATFORM) || actual.architecture === '') return undefined;
  return `WARNING: The requested image's platform (${formatPlatform(actual)}) does not match the detected host platform (${formatPlatform(HOST_PLATFORM)}) and no specific platform was requested\n`;
}
