import { z } from 'astro/zod';
import { expect, test } from 'vitest';
import { formatProblem } from './content-error.ts';
import { schemaProblems } from './schema-problems.ts';

const schema = z.strictObject({
  title: z.string(),
  kind: z.enum(['a', 'b']),
  hints: z.array(z.string()).length(3),
  id: z.string().regex(/^[a-z]+$/, 'lower-case letters'),
});

test('every problem says where, what was found, what is allowed and what to do', () => {
  const value = { kind: 'c', hints: ['one', 2], id: 'X1', colour: 'red' };
  const problems = schemaProblems('content/x.yaml', value, schema.safeParse(value).error?.issues ?? []);
  expect(problems.map(formatProblem)).toMatchInlineSnapshot(`
    [
      "content/x.yaml: title
      found:   nothing
      allowed: string
      to do:   add it",
      "content/x.yaml: kind
      found:   "c"
      allowed: a, b
      to do:   change it to what is allowed",
      "content/x.yaml: hints.1
      found:   2
      allowed: string
      to do:   change it to what is allowed",
      "content/x.yaml: hints
      found:   ["one",2]
      allowed: exactly 3
      to do:   change it to what is allowed",
      "content/x.yaml: id
      found:   "X1"
      allowed: lower-case letters
      to do:   change it to what is allowed",
      "content/x.yaml: colour
      found:   a key that nothing reads
      allowed: the keys of the schema in src/curriculum
      to do:   correct its spelling or take it out",
    ]
  `);
});
