/** Over which lines nothing comes that nobody asked for (docs/decisions/0013). */

export interface Line {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  /** known to few browsers, those of phones among them */
  readonly type?: string;
}

/** Undefined where the browser does not say. A service worker's navigator has it, too. */
export function lineNow(): Line | undefined {
  return (navigator as { readonly connection?: Line }).connection;
}

/**
 * @param hasWorked there is work of the learner's on this device: whoever only looks in over a phone's line pays for what they look at, and
 * whoever works here will want to go on without one
 */
export function isSpared(line: Line | undefined, hasWorked: boolean): boolean {
  if (line?.saveData === true || /2g$/.test(line?.effectiveType ?? '')) return true;
  return line?.type === 'cellular' && !hasWorked;
}
