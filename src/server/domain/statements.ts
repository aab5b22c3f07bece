/** What happened, in the words of others: xAPI statements (https://github.com/adlnet/xAPI-Spec) and scores of LTI's AGS. Actors are pseudonyms: the learner's random id. */
import { passOf } from './cell.ts';
import type { ClassState } from './class-state.ts';

const VERBS = {
  attempted: 'http://adlnet.gov/expapi/verbs/attempted',
  passed: 'http://adlnet.gov/expapi/verbs/passed',
} as const;

export interface XapiStatement {
  readonly actor: { readonly objectType: 'Agent'; readonly account: { readonly homePage: string; readonly name: string } };
  readonly verb: { readonly id: string; readonly display: Readonly<Record<string, string>> };
  readonly object: { readonly objectType: 'Activity'; readonly id: string; readonly definition: { readonly type: string } };
  readonly result: {
    readonly success: boolean;
    readonly completion: boolean;
    readonly extensions: Readonly<Record<string, number>>;
  };
  readonly timestamp: string;
}

/** @param home address of the site, with a slash at the end. One statement per learner and exercise that was tried. */
export function xapiStatements(state: ClassState, home: string): XapiStatement[] {
  return triedCells(state).map(({ learner, exercise, cell, pass }) => ({
    actor: { objectType: 'Agent', account: { homePage: home, name: learner } },
    verb:
      pass === undefined ? { id: VERBS.attempted, display: { en: 'attempted' } } : { id: VERBS.passed, display: { en: 'passed' } },
    object: {
      objectType: 'Activity',
      id: `${home}exercises/${exercise}`,
      definition: { type: 'http://adlnet.gov/expapi/activities/assessment' },
    },
    result: {
      success: pass !== undefined,
      completion: pass !== undefined,
      extensions: { [`${home}xapi/attempts`]: cell.attempts },
    },
    timestamp: new Date(pass?.at ?? cell.lastAt).toISOString(),
  }));
}

/** https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service */
export interface AgsScore {
  readonly userId: string;
  readonly resourceId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: 1;
  readonly activityProgress: 'Completed' | 'InProgress';
  readonly gradingProgress: 'FullyGraded' | 'Pending';
  readonly timestamp: string;
}

export function agsScores(state: ClassState): AgsScore[] {
  return triedCells(state).map(({ learner, exercise, cell, pass }) => ({
    userId: learner,
    resourceId: exercise,
    scoreGiven: pass === undefined ? 0 : 1,
    scoreMaximum: 1,
    activityProgress: pass === undefined ? 'InProgress' : 'Completed',
    gradingProgress: cell.pending > 0 ? 'Pending' : 'FullyGraded',
    timestamp: new Date(pass?.at ?? cell.lastAt).toISOString(),
  }));
}

function triedCells(state: ClassState) {
  const present = [...state.learners.values()].filter(({ removed }) => !removed);
  return present.flatMap(({ id, cells }) =>
    [...cells].flatMap(([exercise, cell]) => (cell.attempts === 0 ? [] : [{ learner: id, exercise, cell, pass: passOf(cell) }])),
  );
}
