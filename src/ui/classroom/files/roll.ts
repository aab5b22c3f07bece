/**
 * Who has answered what, from files: work of one person comes together, and nobody's goes to another. A name is what a file says it is, so two
 * files of one name are one person's only where they share an answer that was written at the same millisecond.
 */
import type { AnswerFile } from '../../../exercise/index.ts';
import type { FileProblem, Work } from './read-answers.ts';

export interface Person {
  readonly id: string;
  name: string;
  /** where the first of it was found */
  readonly file: string;
  readonly answers: AnswerFile[];
}

export interface Roll {
  readonly people: readonly Person[];
  /** @returns what there is to say of it */
  add(work: Work): readonly FileProblem[];
  /** Gives those of a class's archive their names. */
  name(names: ReadonlyMap<string, string>): void;
}

const MAX_PEOPLE = 5000;
export const MAX_ANSWERS = 100_000;

interface Entry extends Person {
  readonly wanted: string;
  readonly learner: string | undefined;
  readonly keys: Set<string>;
}

export function createRoll(isKnown: (exercise: string) => boolean): Roll {
  const people: Entry[] = [];
  const taken = new Set<string>();
  const byLearner = new Map<string, Entry>();
  const byName = new Map<string, Entry[]>();
  const byAnswerId = new Map<string, Entry>();
  let names: ReadonlyMap<string, string> = new Map();
  let count = 0;

  function freeName(wanted: string): string {
    let name = wanted;
    for (let index = 2; taken.has(plain(name)); index += 1) name = `${wanted} (${index})`;
    taken.add(plain(name));
    return name;
  }

  function enter({ file, name: said, learner }: Work): Entry {
    const wanted = (learner === undefined ? undefined : names.get(learner)) ?? said;
    const entry: Entry = {
      id: learner ?? `file-${people.length + 1}`,
      name: freeName(wanted),
      wanted,
      learner,
      file,
      answers: [],
      keys: new Set(),
    };
    people.push(entry);
    if (learner !== undefined) byLearner.set(learner, entry);
    byName.set(plain(wanted), [...(byName.get(plain(wanted)) ?? []), entry]);
    return entry;
  }

  return {
    people,
    add(work) {
      const problems: FileProblem[] = [];
      const say = (code: string, detail?: string): void => {
        problems.push({ file: work.file, code, ...(detail === undefined ? {} : { detail }) });
      };
      const answers = work.answers.filter(({ exercise }) => {
        if (isKnown(exercise)) return true;
        say('exercise-unknown', exercise);
        return false;
      });
      const alike = work.learner === undefined ? (byName.get(plain(work.name)) ?? []) : [];
      const known =
        work.learner === undefined ? alike.find((person) => isSamePerson(person, answers)) : byLearner.get(work.learner);
      if (known === undefined && people.length >= MAX_PEOPLE) {
        say('too-many');
        return problems;
      }
      const person = known ?? enter(work);
      if (known === undefined && alike.length > 0) say('same-name', person.name);
      let again = 0;
      for (const answer of answers) {
        const key = keyOf(answer);
        if (person.keys.has(key)) again += 1;
        else if (count >= MAX_ANSWERS) {
          say('too-many-answers');
          break;
        } else {
          const other = byAnswerId.get(answer.id);
          if (other !== undefined && other !== person && !problems.some(({ code }) => code === 'copied')) say('copied', other.name);
          byAnswerId.set(answer.id, other ?? person);
          person.keys.add(key);
          person.answers.push(answer);
          count += 1;
        }
      }
      if (again > 0 && again === answers.length) say('again');
      return problems;
    },
    name(more) {
      names = new Map([...names, ...more]);
      for (const [learner, name] of more) {
        const person = byLearner.get(learner);
        if (person === undefined || person.wanted === name) continue;
        taken.delete(plain(person.name));
        person.name = freeName(name);
      }
    },
  };
}

function isSamePerson({ keys }: Entry, answers: readonly AnswerFile[]): boolean {
  const dated = answers.filter(({ writtenAt }) => writtenAt !== undefined);
  return (
    dated.some((answer) => keys.has(keyOf(answer))) || (answers.length > 0 && answers.every((answer) => keys.has(keyOf(answer))))
  );
}

/** What is handed in twice has another id each time it is saved. */
function keyOf({ exercise, content, writtenAt, answer }: AnswerFile): string {
  return JSON.stringify([exercise, content, writtenAt ?? null, answer]);
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
