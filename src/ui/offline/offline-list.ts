/** What the build tells the service worker, and what it and a page say to each other. */

export interface OfflineList {
  /** another one for every build that differs */
  readonly version: string;
  /** by path from the site's own folder: `en/index.html` */
  readonly files: Readonly<Record<string, OfflineFile>>;
}

export interface OfflineFile {
  /** first 32 digits of the SHA-256 of the bytes */
  readonly hash: string;
  /** bytes that travel */
  readonly size: number;
  /** `first`: what a page that is missing offline is told with; `course`: everything else; `used`: kept once it was used */
  readonly part: 'first' | 'course' | 'used';
}

export type ToServiceWorker =
  /**
   * Fetches what is missing; `used` are addresses that the page has loaded. With `most`, about so many bytes and then no more until it is asked
   * again; the port that comes along gets a `Filled`.
   */
  | { readonly kind: 'fill'; readonly used: readonly string[]; readonly most?: number }
  /** The line is needed: a part on its way is given up, what was fetched of it stays. What was asked for as a whole goes on. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'state' }
  /** The learner wants the new version, which has been waiting. */
  | { readonly kind: 'take-over' };

export type Filled = 'complete' | 'more' | 'failed';

/** In bytes that travel. Complete where they are equal. */
export interface OfflineState {
  readonly kind: 'offline-state';
  readonly here: number;
  readonly total: number;
  readonly isFilling: boolean;
}
