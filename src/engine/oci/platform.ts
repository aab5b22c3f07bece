/** What an image is for. */
import type { Platform } from './manifest.ts';

export const HOST_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' };

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return `${os}/${architecture}${variant === undefined || variant === '' ? '' : `/${variant}`}`;
}

export function isSamePlatform(a: Platform, b: Platform): boolean {
  return a.os === b.os && a.architecture === b.architecture && (a.variant ?? '') === (b.variant ?? '');
}
