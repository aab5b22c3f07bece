/**
 * Hands answers in: each is written down first and sent then, again and again until the server has acknowledged it. Its id makes sure that
 * one that arrives twice counts once.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AnswerFile } from '../../exercise/index.ts';
import { PASSING_REFUSALS } from '../../server/domain/refusal.ts';
import type { Backing } from '../keep/old-storage.ts';
import { type ClassClient, ClassRefused } from './class-client.ts';
import { type Membership, putIntoOutbox, readOutbox, takeFromOutbox } from './membership.ts';

export interface AnswerSender {
  /** answers that have not been acknowledged */
  readonly waiting: ReadonlySignal<number>;
  /** what the server said no to, last */
  readonly refused: ReadonlySignal<ClassRefused | undefined>;
  handIn(file: AnswerFile): void;
  /** Tries at once what is waiting. */
  sendAll(): Promise<void>;
}

interface AnswerSenderOptions {
  readonly backing: Backing | undefined;
  readonly membership: Pick<Membership, 'class'>;
  readonly client: Pick<ClassClient, 'call'>;
  /** Called with each answer that the class has acknowledged. */
  readonly onHandedIn?: (file: AnswerFile) => void;
  readonly later: (action: () => void, ms: number) => void;
}

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60_000;
/** It goes better when somebody has taken the learner back in. */
const HELD = new Set(['learner-removed']);

export function createAnswerSender({ backing, membership, client, later, onHandedIn }: AnswerSenderOptions): AnswerSender {
  const waiting = signal(readOutbox(backing).length);
  const refused = signal<ClassRefused | undefined>(undefined);
  /** where localStorage takes nothing */
  const inMemory = new Map<string, AnswerFile>();
  let sending: Promise<void> | undefined;
  let wait = FIRST_WAIT_MS;

  const listWaiting = () => [...readOutbox(backing), ...inMemory.values()];

  async function send(): Promise<void> {
    for (let file = listWaiting()[0]; file !== undefined; file = listWaiting()[0]) {
      try {
        await client.call('POST', `/api/classes/${membership.class}/answers`, {
          format: 'camadas-answer',
          formatVersion: 1,
          ...file,
        });
        refused.value = undefined;
        onHandedIn?.(file);
      } catch (error) {
        if (!(error instanceof ClassRefused) || PASSING_REFUSALS.has(error.code)) {
          later(() => void sendAll(), wait);
          wait = Math.min(LONGEST_WAIT_MS, wait * 2);
          return;
        }
        refused.value = error;
        if (HELD.has(error.code)) return;
      }
      wait = FIRST_WAIT_MS;
      takeFromOutbox(backing, file.id);
      inMemory.delete(file.id);
      waiting.value = listWaiting().length;
    }
  }

  function sendAll(): Promise<void> {
    sending ??= send().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  return {
    waiting,
    refused,
    handIn(file) {
      if (!putIntoOutbox(backing, file)) inMemory.set(file.id, file);
      waiting.value = listWaiting().length;
      void sendAll();
    },
    sendAll,
  };
}
