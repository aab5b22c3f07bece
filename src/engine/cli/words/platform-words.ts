/** Docker's words for an image that is for another machine than was asked for. */
import type { ImageErrorData } from '../../image/image-error.ts';

export function otherPlatformWords({ argument, wanted, actual }: ImageErrorData['image.otherPlatform']): string {
  return `image with reference ${argument} was found but does not match the specified platform: wanted ${wanted}, actual: ${actual}`;
}
