/**
 * Headers of every answer; parts of pages have fewer. Nothing is loaded from elsewhere, no text is evaluated, no text becomes markup or a script's address unless one of
 * the policies named here has looked at it (`ui/kit/trusted-types.ts`), no page may be put into a frame.
 */

const FIXED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

/** For scripts, style sheets and fonts of pages: the others are about documents and workers, and would be half of what a small script weighs. */
export const PART_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** Monaco's own, of the parts that are built in; DOMPurify is part of it. `docs/decisions/0017-trusted-types.md` */
const EDITOR_POLICIES = [
  'defaultWorkerFactory',
  'domLineBreaksComputer',
  'dompurify',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'tokenizeToString',
];

export interface PolicyOptions {
  /** CSP sources of scripts that stand in the page itself */
  readonly scripts: readonly string[];
  /** The editor makes style elements at run time; without it only style sheets of the site are allowed. */
  readonly hasEditor: boolean;
  /** A page, where text could become markup; workers and files have nothing of the kind. */
  readonly isPage?: boolean;
  /** For the script of a worker that compiles WebAssembly: workers live under the policy that came with their own script. */
  readonly mayCompile?: boolean;
}

export function securityHeaders(options: PolicyOptions): Record<string, string> {
  return { ...FIXED, 'content-security-policy': contentSecurityPolicy(options) };
}

function contentSecurityPolicy({ scripts, hasEditor, isPage = false, mayCompile = false }: PolicyOptions): string {
  const directives: readonly (readonly string[])[] = [
    ['default-src', "'self'"],
    ['script-src', "'self'", ...scripts, ...(mayCompile ? ["'wasm-unsafe-eval'"] : [])],
    ['style-src', "'self'", ...(hasEditor ? ["'unsafe-inline'"] : [])],
    ['img-src', "'self'", 'data:', 'blob:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'"],
    ['worker-src', "'self'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'self'"],
    ['frame-ancestors', "'none'"],
    ...(isPage
      ? [
          ['require-trusted-types-for', "'script'"],
          ['trusted-types', 'default', 'camadas', ...(hasEditor ? EDITOR_POLICIES : [])],
        ]
      : []),
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}
