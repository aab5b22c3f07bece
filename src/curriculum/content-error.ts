/**
 * What is wrong with the content, in four parts: which file and key, what was found, what is allowed, what to do. A check
 * collects all problems of a run and fails once.
 */

export interface ContentProblem {
  /** from the project's root */
  readonly file: string;
  /** `goals.image-gone`, or empty for the whole file */
  readonly key: string;
  readonly found: string;
  readonly allowed: string;
  readonly todo: string;
}

export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];
  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join('\n\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}

/** @throws ContentError where there is a problem */
export function assertNoProblems(problems: readonly ContentProblem[]): void {
  if (problems.length > 0) throw new ContentError(problems);
}

export function formatProblem({ file, key, found, allowed, todo }: ContentProblem): string {
  const place = key === '' ? file : `${file}: ${key}`;
  return `${place}\n  found:   ${found}\n  allowed: ${allowed}\n  to do:   ${todo}`;
}
