import { expect, test } from 'vitest';
import { applyEvent, type ClassState, createClassState } from './class-state.ts';
import { classTable, formatCsv } from './csv.ts';
import { reportExercises } from './report.ts';
import { agsScores, xapiStatements } from './statements.ts';

/** Four learners, exercises a and b: who passes a passes b, but for one. Of b only answers came, as after a lost network. */
function played(names: readonly string[] = ['Ana', 'Bia', 'Caio', 'Davi']): ClassState {
  const state = createClassState();
  let seq = 0;
  const add = (at: number, event: Parameters<typeof applyEvent>[1]['event']) => {
    seq += 1;
    applyEvent(state, { seq, at, event });
  };
  names.forEach((name, index) => {
    const learner = `l${index}`;
    const locale = index % 2 === 0 ? 'pt-BR' : 'en';
    add(0, { kind: 'learner.joined', learner, name, locale });
    for (const [place, exercise] of ['a', 'b'].entries()) {
      if (index === 3 && exercise === 'b') continue;
      const answer = `${learner}${exercise}`;
      const kind = index < (exercise === 'a' ? 2 : 1) ? 'passed' : 'not-yet';
      if (exercise === 'a') add(10, { kind: 'learner.moved', learner, exercise, locale });
      add(1000 * place + 10, { kind: 'answer.received', learner, answer, exercise, content: '1.0', locale });
      add(1000 * place + 20, {
        kind: 'answer.graded',
        learner,
        answer,
        exercise,
        grade: { kind, unmet: [], end: 'x', content: '1.0' },
      });
    }
  });
  return state;
}

test('difficulty, discrimination, drop-off, and by language', () => {
  const [a, b] = reportExercises(played(), ['b', 'a', 'unopened']).toReversed();
  expect(a).toMatchObject({
    exercise: 'a',
    opened: 4,
    tried: 4,
    passed: 2,
    difficulty: 0.5,
    dropOff: 0.25,
    medianAttempts: 1,
    medianTime: 10,
  });
  // passes of a: 1 1 0 0; of the rest: 1 0 0 0
  expect(a?.discrimination).toBeCloseTo(0.577, 3);
  expect(a?.byLocale).toEqual({ 'pt-BR': { tried: 2, passed: 1 }, en: { tried: 2, passed: 1 } });
  expect(b).toMatchObject({ exercise: 'b', opened: 3, passed: 1, medianTime: undefined });
  expect(b?.discrimination).toBeCloseTo(0.5, 3);
  expect(b?.dropOff).toBeCloseTo(2 / 3, 6);
});

test('what a spreadsheet would compute is text, and separators and quotes are kept', () => {
  const rows = [['=1+1', '+x', '-y', '@z', ' =2', 'a;b', 'c"d', '\tx', 'é', -5]];
  expect(formatCsv(rows, { separator: 'semicolon', bom: true })).toBe(`\ufeff'=1+1;'+x;'-y;'@z;' =2;"a;b";"c""d";"'\tx";é;-5\r\n`);
});

test('tables for spreadsheets, and as Moodle and Canvas import them', () => {
  const columns = [
    { id: 'a', number: '1.1' },
    { id: 'b', number: '1.2' },
  ];
  const csv = (shape: 'table' | 'moodle' | 'canvas') =>
    formatCsv(classTable(played(['Ana', '-Bia']), columns, shape), { separator: 'comma', bom: false });
  expect(csv('moodle')).toBe("Identifier,Full name,1.1 a,1.2 b\r\nl0,Ana,1,1\r\nl1,'-Bia,1,0\r\n");
  expect(csv('table')).toBe("name,1.1 a,1.2 b,passed\r\nAna,1,1,2\r\n'-Bia,1,0,1\r\n");
  expect(csv('canvas').split('\r\n').slice(0, 3)).toEqual([
    'Student,ID,SIS User ID,SIS Login ID,Section,1.1 a,1.2 b',
    '"    Points Possible",,,,,1,1',
    'Ana,,,l0,,1,1',
  ]);
});

test('statements and scores name nobody', () => {
  const state = played();
  const statements = xapiStatements(state, 'https://camadas.example/');
  expect(statements).toHaveLength(7);
  expect(statements[0]).toEqual({
    actor: { objectType: 'Agent', account: { homePage: 'https://camadas.example/', name: 'l0' } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { en: 'passed' } },
    object: {
      objectType: 'Activity',
      id: 'https://camadas.example/exercises/a',
      definition: { type: 'http://adlnet.gov/expapi/activities/assessment' },
    },
    result: { success: true, completion: true, extensions: { 'https://camadas.example/xapi/attempts': 1 } },
    timestamp: '1970-01-01T00:00:00.020Z',
  });
  expect(agsScores(state).at(-1)).toEqual({
    userId: 'l3',
    resourceId: 'a',
    scoreGiven: 0,
    scoreMaximum: 1,
    activityProgress: 'InProgress',
    gradingProgress: 'FullyGraded',
    timestamp: '1970-01-01T00:00:00.010Z',
  });
  expect(JSON.stringify([statements, agsScores(state)])).not.toMatch(/Ana|Bia|Caio|Davi/);
});
