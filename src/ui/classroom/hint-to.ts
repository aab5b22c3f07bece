/** Whom a hint goes to, as `POST …/hints` takes it. */
export type HintTo =
  | { readonly kind: 'all' }
  | { readonly kind: 'learners'; readonly learners: readonly string[] }
  | { readonly kind: 'cluster'; readonly cluster: string };
