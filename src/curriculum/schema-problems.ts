/** Zod's complaints in the words of `ContentProblem`. */
import type { z } from 'astro/zod';
import type { ContentProblem } from './content-error.ts';

type Issue = z.core.$ZodIssue;

/** @param value what was parsed, to show what stands there */
export function schemaProblems(file: string, value: unknown, issues: readonly Issue[]): ContentProblem[] {
  return issues.flatMap((issue) => issueProblems(file, value, issue));
}

function issueProblems(file: string, value: unknown, issue: Issue): ContentProblem[] {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      file,
      key: key === '' ? name : `${key}.${name}`,
      found: 'a key that nothing reads',
      allowed: 'the keys of the schema in src/curriculum',
      todo: 'correct its spelling or take it out',
    }));
  }
  const found = shown(valueAt(value, issue.path));
  return [{ file, key, found, allowed: allowedBy(issue), todo: found === 'nothing' ? 'add it' : 'change it to what is allowed' }];
}

function allowedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'too_small':
    case 'too_big': {
      const limit =
        issue.code === 'too_small'
          ? `${issue.exact ? 'exactly' : 'at least'} ${issue.minimum}`
          : `${issue.exact ? 'exactly' : 'at most'} ${issue.maximum}`;
      return issue.origin === 'string' ? `${limit} characters` : limit;
    }
    default:
      return issue.message;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, name) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, name) : undefined),
    value,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
