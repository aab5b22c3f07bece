/** Why the server says no, as a code that is a link target for ever. The words are interface texts, `class.refused.*`, chosen by it. */

/** code to HTTP status */
export const REFUSALS = {
  'address-unknown': 404,
  'answer-format': 400,
  'answer-too-large': 413,
  'answer-unknown': 404,
  'body-invalid': 400,
  'body-late': 408,
  'body-too-large': 413,
  'class-expired': 410,
  'class-full': 409,
  'class-locked': 409,
  'class-unknown': 404,
  'code-unknown': 404,
  'exercise-closed': 409,
  'exercise-unknown': 404,
  'learner-removed': 403,
  'learner-unknown': 404,
  'method-refused': 405,
  'name-in-use': 409,
  'name-refused': 400,
  'not-allowed': 403,
  'origin-refused': 403,
  'role-missing': 401,
  'server-busy': 503,
  'storage-down': 503,
  'ticket-closed': 409,
  'too-many-requests': 429,
  'too-many-streams': 429,
  'type-refused': 415,
  'unexpected-error': 500,
  'vote-closed': 409,
  'vote-unknown': 404,
} as const satisfies Readonly<Record<string, number>>;

export type RefusalCode = keyof typeof REFUSALS;

/**
 * It may go better the next time, without anybody doing anything: a machine or a line that is too slow for a while. What was sent is kept
 * and sent again.
 */
export const PASSING_REFUSALS: ReadonlySet<string> = new Set<RefusalCode>([
  'body-late',
  'server-busy',
  'storage-down',
  'too-many-requests',
  'too-many-streams',
  'unexpected-error',
]);

export class Refusal extends Error {
  readonly code: RefusalCode;
  /** the field of the request that it is about */
  readonly field: string | undefined;
  /** seconds after which it may go better */
  readonly retryAfter: number | undefined;
  constructor(code: RefusalCode, more: { readonly field?: string; readonly retryAfter?: number } = {}) {
    super(more.field === undefined ? code : `${code}: ${more.field}`);
    this.name = 'Refusal';
    this.code = code;
    this.field = more.field;
    this.retryAfter = more.retryAfter;
  }
}

/** `class-full` is told by `class.refused.classFull`. */
export function messageKey(code: RefusalCode): string {
  return `class.refused.${code.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}
