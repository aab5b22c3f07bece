/** The course: its lessons in order. A lesson's number is its place here. */
export const course: readonly string[] = [
  'image-and-container',
  'names-and-ids',
  'layers',
  'sharing',
  'read-only',
  'container-layer',
  'removing',
  'cleaning-up',
  'build-cache',
  'small-and-safe',
  'pinning-and-moving',
];
