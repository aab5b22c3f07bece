import { expect, test } from 'vitest';
import { nameSkeleton, parseNickname } from './nickname.ts';

test.each([
  { typed: '  Ana   Clara ', name: 'Ana Clara' },
  { typed: "João D'Ávila-2", name: "João D'Ávila-2" },
  { typed: '学生一', name: '学生一' },
  { typed: 'Medic', name: 'Medic' },
  { typed: 'Curitiba', name: 'Curitiba' },
])('takes $typed', ({ typed, name }) => expect(parseNickname(typed)).toEqual({ name }));

test.each([
  { typed: ' \u00a0 ', problem: 'empty' },
  { typed: 'a'.repeat(25), problem: 'too-long' },
  { typed: 'x'.repeat(100_000), problem: 'too-long' },
  { typed: '<script>', problem: 'signs' },
  { typed: '=1+1', problem: 'signs' },
  { typed: 'a\u202egnp', problem: 'signs' },
  { typed: 'a\u200bb', problem: 'signs' },
  { typed: `a${'\u0335\u0336\u0337\u0338'}`, problem: 'signs' },
  { typed: '...', problem: 'signs' },
  { typed: 'Professora', problem: 'reserved' },
  { typed: 'Pro fes-sor', problem: 'reserved' },
  { typed: 'c4r4lh0', problem: 'insult' },
  { typed: 'F.u.c.k', problem: 'insult' },
])('refuses $typed: $problem', ({ typed, problem }) => expect(parseNickname(typed)).toEqual({ problem }));

test('names that would be taken for one another have one skeleton', () => {
  expect(new Set(['João S.', 'joao s', 'JOÃO-S', 'Ｊｏａｏ S'].map(nameSkeleton)).size).toBe(1);
});
