/** What helps while a command or a Dockerfile is being written. Loaded when it is first asked for. */
export { complete } from './complete.ts';
export { diagnose } from './diagnose.ts';
export { completeDockerfile } from './dockerfile/complete.ts';
export { hoverDockerfile } from './dockerfile/hover.ts';
export { lintDockerfile } from './dockerfile/lint.ts';
export { hover } from './hover.ts';
