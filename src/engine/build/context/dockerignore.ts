/** The lines of a .dockerignore (moby/patternmatcher ignorefile). A comment begins with `#` in the very first column. */
import { cleanPath } from '../../container/clean-path.ts';
import { trimSpace } from '../dockerfile/space.ts';
import { compilePatterns, isExcludedPath } from './pattern-matcher.ts';

export function parseDockerignore(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map(trimSpace)
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('!') ? `!${normalise(trimSpace(line.slice(1)))}` : normalise(line)));
}

function normalise(pattern: string): string {
  if (pattern === '') return '';
  const cleaned = cleanPath(pattern);
  return cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
}

/**
 * The classic client always sends the Dockerfile and the .dockerignore, even ignored ones; the daemon then takes them out again.
 * @throws PatternError
 */
export function keepBuildFiles(lines: readonly string[], dockerfile: string | undefined): readonly string[] {
  const kept = [...lines];
  for (const name of ['.dockerignore', ...(dockerfile === undefined ? [] : [dockerfile])])
    if (isExcludedPath(compilePatterns(kept), name)) kept.push(`!${name}`);
  return kept;
}
