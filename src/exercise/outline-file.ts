/** The file in which a page finds a start before its images are there (docs/decisions/0018). */

export interface OutlineFile {
  /** what the start's commands will ask the registry for under a digest: paths from the site's root */
  readonly ahead: readonly string[];
  /** see `writeOutline` */
  readonly outline: string;
}

/** Undefined where the text is no such file: a host may answer with a page of its own. */
export function parseOutlineFile(text: string): OutlineFile | undefined {
  let parsed: Partial<Record<keyof OutlineFile, unknown>> | null;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { ahead, outline } = parsed ?? {};
  const isFile = Array.isArray(ahead) && ahead.every((path) => typeof path === 'string') && typeof outline === 'string';
  return isFile ? { ahead, outline } : undefined;
}
