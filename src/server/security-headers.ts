/** Headers of every answer. Nothing is loaded from elsewhere, no text is evaluated, no page may be put into a frame. */

const FIXED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

export interface PolicyOptions {
  /** CSP sources of scripts that stand in the page itself */
  readonly scripts: readonly string[];
  /** The editor makes style elements at run time; without it only style sheets of the site are allowed. */
  readonly hasEditor: boolean;
  /** For the script of a worker that compiles WebAssembly: workers live under the policy that came with their own script. */
  readonly mayCompile?: boolean;
}

export function securityHeaders(options: PolicyOptions): Record<string, string> {
  return { ...FIXED, 'content-security-policy': contentSecurityPolicy(options) };
}

export function contentSecurityPolicy({ scripts, hasEditor, mayCompile = false }: PolicyOptions): string {
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
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}
