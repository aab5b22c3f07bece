/** The parts of an awk program (POSIX, awk, "Grammar"). */

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'element'; readonly name: string; readonly index: readonly Expression[] }
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expression; readonly value: Expression }
  | { readonly kind: 'ternary'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'match'; readonly isNegated: boolean; readonly text: Expression; readonly regex: Expression }
  | { readonly kind: 'in'; readonly index: readonly Expression[]; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'increment'; readonly operator: '++' | '--'; readonly target: Expression; readonly isPrefix: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** a function of the program's own */
  | { readonly kind: 'invoke'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'group'; readonly inner: Expression }
  | {
      readonly kind: 'getline';
      readonly target: Expression | undefined;
      readonly from: Expression | undefined;
      readonly source: 'main' | 'file' | 'command';
    };

export type Redirection = { readonly kind: '>' | '>>' | '|'; readonly target: Expression };

export type Statement =
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'print' | 'printf'; readonly args: readonly Expression[]; readonly redirection: Redirection | undefined }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly kind: 'do'; readonly body: Statement; readonly test: Expression }
  | {
      readonly kind: 'for';
      readonly start: Statement | undefined;
      readonly test: Expression | undefined;
      readonly step: Statement | undefined;
      readonly body: Statement;
    }
  | { readonly kind: 'forIn'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly kind: 'delete'; readonly name: string; readonly index: readonly Expression[] | undefined }
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expression | undefined };

export interface Rule {
  readonly kind: 'begin' | 'end' | 'main';
  readonly pattern: Expression | undefined;
  /** of a range: where it ends */
  readonly until: Expression | undefined;
  /** absent: `{ print }` */
  readonly action: Statement | undefined;
}

export interface AwkFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}

export class AwkSyntaxError extends Error {
  readonly line: number;
  readonly near: string;
  constructor(line: number, near: string) {
    super(near);
    this.line = line;
    this.near = near;
  }
}
