/** What is wrong with a text, or will be when it runs on this machine now: a code with its facts, and edits that would help. */
import type { CourseRule } from './dockerfile/course-rules.ts';

export interface Diagnosis {
  /** offsets in the text */
  readonly from: number;
  readonly to: number;
  /** `error`: it will fail. `warning`: it works, but. `hint`: good to know. */
  readonly severity: 'error' | 'warning' | 'hint';
  /** permanent: the page has words for it */
  readonly code: DiagnosisCode;
  /** names, and docker's own words (`says`) */
  readonly facts: Readonly<Record<string, string>>;
  readonly fixes: readonly Fix[];
}

export type DiagnosisCode =
  | 'program-unknown'
  | 'sudo-not-needed'
  | 'typographic-sign'
  | 'command-unknown'
  | 'command-not-simulated'
  | 'flag-unknown'
  | 'flag-no-value'
  | 'flag-bad-value'
  | 'flag-not-simulated'
  | 'too-few-arguments'
  | 'too-many-arguments'
  | 'container-unknown'
  | 'container-is-image'
  | 'image-unknown'
  | 'image-is-container'
  | 'volume-unknown'
  | 'network-unknown'
  | 'image-will-be-pulled'
  | 'no-dockerfile'
  | 'will-fail'
  // of a Dockerfile
  | 'dockerfile-refused'
  | 'bad-reference'
  | 'latest-tag'
  | 'arg-outside-stage'
  | 'no-dockerignore'
  | 'source-missing'
  | 'stage-unknown'
  | CourseRule;

/** Replaces a part of the text. */
export interface Fix {
  /** `replace`: with what was probably meant. `insert`: something more. The page words them. */
  readonly kind: 'replace' | 'insert';
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
