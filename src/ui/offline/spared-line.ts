/** Connections over which the site fetches nothing that nobody asked for (docs/decisions/0013). */

export interface Line {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  /** only some browsers say it, those of phones among them */
  readonly type?: string;
}

/** Undefined where the browser does not say. A service worker's navigator has it, too. */
export function lineNow(): Line | undefined {
  return (navigator as { readonly connection?: Line }).connection;
}

/**
 * @param hasWorked whether work of the learner's lies on this device: somebody who only looks in over mobile data should pay for no more than
 * they look at, somebody who works here will want to go on offline
 * @returns true where nothing may be fetched ahead
 */
export function isSpared(line: Line | undefined, hasWorked: boolean): boolean {
  if (line?.saveData === true || /2g$/.test(line?.effectiveType ?? '')) return true;
  return line?.type === 'cellular' && !hasWorked;
}
