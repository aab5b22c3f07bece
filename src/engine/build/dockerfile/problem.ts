/**
 * What can be wrong with a Dockerfile. A problem is a code with what its wording needs; `problem-words.ts` has docker's sentences,
 * the interface its own explanations. Codes are permanent.
 */
import type { Range } from './position.ts';

/**
 * Docker reads the whole file into lines first (`syntax`), then each instruction in order (`instruction`), and lastly looks at
 * what belongs to which stage (`stage`): so a wrong ENV on line 9 is reported before an unknown instruction on line 2.
 */
export type ProblemPhase = 'syntax' | 'instruction' | 'stage';

export type ProblemDetail =
  | { readonly code: 'dockerfile.empty' | 'dockerfile.noInstructions' | 'dockerfile.noStage' | 'dockerfile.unterminatedHeredoc' }
  | { readonly code: 'dockerfile.lineTooLong'; readonly max: number }
  | { readonly code: 'dockerfile.unknownInstruction'; readonly instruction: string; readonly suggestion?: string }
  | { readonly code: 'dockerfile.repeatedDirective'; readonly directive: string }
  | { readonly code: 'dockerfile.escapeToken'; readonly token: string }
  | {
      readonly code:
        | 'dockerfile.twoArguments'
        | 'dockerfile.atLeastOneArgument'
        | 'dockerfile.exactlyOneArgument'
        | 'dockerfile.noDestination'
        | 'dockerfile.blankName';
      readonly instruction: string;
    }
  | { readonly code: 'dockerfile.missingEquals'; readonly word: string }
  | { readonly code: 'dockerfile.notStrings' }
  | { readonly code: 'dockerfile.fromArguments' }
  | { readonly code: 'dockerfile.stageName'; readonly name: string }
  | { readonly code: 'dockerfile.unknownFlag'; readonly flag: string; readonly suggestion?: string }
  | { readonly code: 'dockerfile.flagNoValue' | 'dockerfile.duplicateFlag'; readonly flag: string }
  | { readonly code: 'dockerfile.flagNotBoolean'; readonly flag: string; readonly value: string }
  | { readonly code: 'dockerfile.onbuildChain' }
  | { readonly code: 'dockerfile.onbuildTrigger'; readonly trigger: string }
  | { readonly code: 'dockerfile.shellNotJson' }
  | { readonly code: 'dockerfile.volumeEmpty' }
  | { readonly code: 'dockerfile.heredocDestination'; readonly instruction: string }
  | { readonly code: 'dockerfile.healthcheckNone' | 'dockerfile.healthcheckNoCommand' }
  | { readonly code: 'dockerfile.healthcheckType'; readonly type: string }
  | { readonly code: 'dockerfile.healthcheckRetries'; readonly retries: number }
  | { readonly code: 'dockerfile.notInteger'; readonly value: string }
  | { readonly code: 'dockerfile.shortInterval'; readonly flag: string }
  | {
      readonly code: 'dockerfile.duration';
      readonly value: string;
      readonly fault: 'invalid' | 'missingUnit' | 'unknownUnit';
      readonly unit?: string;
    }
  | MountProblem;

export type MountProblem =
  | { readonly code: 'mount.type'; readonly type: string; readonly suggestion?: string }
  | { readonly code: 'mount.csv'; readonly column: number; readonly fault: 'bareQuote' | 'extraneousQuote' }
  | { readonly code: 'mount.unexpectedKey'; readonly key: string; readonly type: string }
  | { readonly code: 'mount.unknownKey'; readonly key: string; readonly field: string; readonly suggestion?: string }
  | { readonly code: 'mount.notPair'; readonly field: string }
  | { readonly code: 'mount.fromVariable'; readonly key: string }
  | { readonly code: 'mount.value'; readonly key: string; readonly value: string }
  | { readonly code: 'mount.number'; readonly key: string; readonly value: string }
  | { readonly code: 'mount.sharing'; readonly value: string }
  | { readonly code: 'mount.notAllowed'; readonly key: string; readonly type: string }
  | { readonly code: 'mount.sharingType'; readonly type: string }
  | { readonly code: 'mount.secretFrom' | 'mount.secretNameless' | 'mount.secretSourceAndId' }
  | { readonly code: 'run.network' | 'run.security'; readonly value: string };

export type ProblemCode = ProblemDetail['code'];

export interface Problem {
  readonly detail: ProblemDetail;
  readonly phase: ProblemPhase;
  /** the line docker names: that of the instruction's first line */
  readonly line: number;
  readonly range: Range;
}

/** Thrown while one instruction is read; `parse-dockerfile.ts` catches it and keeps the others. */
export class ProblemFound extends Error {
  readonly detail: ProblemDetail;
  readonly range: Range | undefined;
  constructor(detail: ProblemDetail, range?: Range) {
    super(detail.code);
    this.detail = detail;
    this.range = range;
  }
}

export function fail(detail: ProblemDetail, range?: Range): never {
  throw new ProblemFound(detail, range);
}
