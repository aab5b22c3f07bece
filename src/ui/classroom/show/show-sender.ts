/** Sends a class what is shown: one message at a time, and after each only what is true then. A lost network is tried again. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { PASSING_REFUSALS } from '../../../server/domain/refusal.ts';
import type { ShownMachine } from '../../../server/domain/shown-machine.ts';
import { type ClassClient, ClassRefused } from '../class-client.ts';

export interface ShowSender {
  /** `waiting`: the network or the server lets nothing through for now */
  readonly state: ReadonlySignal<'sent' | 'sending' | 'waiting'>;
  /** what the server said no to, last */
  readonly refused: ReadonlySignal<ClassRefused | undefined>;
  /** Undefined ends it. */
  show(machine: ShownMachine | undefined): void;
}

interface ShowSenderOptions {
  readonly classId: string;
  readonly client: Pick<ClassClient, 'call'>;
  readonly later: (action: () => void, ms: number) => void;
}

const AGAIN_MS = 2000;

export function createShowSender({ classId, client, later }: ShowSenderOptions): ShowSender {
  const state = signal<'sent' | 'sending' | 'waiting'>('sent');
  const refused = signal<ClassRefused | undefined>(undefined);
  const path = `/api/classes/${classId}/show`;
  let wanted: { readonly machine: ShownMachine | undefined } | undefined;
  let isBusy = false;

  async function send(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (wanted !== undefined) {
      const asked = wanted;
      if (state.peek() !== 'waiting') state.value = 'sending';
      try {
        await (asked.machine === undefined ? client.call('DELETE', path) : client.call('PUT', path, asked.machine));
        refused.value = undefined;
      } catch (error) {
        if (!(error instanceof ClassRefused) || PASSING_REFUSALS.has(error.code)) {
          state.value = 'waiting';
          isBusy = false;
          later(() => void send(), AGAIN_MS);
          return;
        }
        refused.value = error;
      }
      if (wanted === asked) wanted = undefined;
      state.value = 'sent';
    }
    isBusy = false;
  }

  return {
    state,
    refused,
    show(machine) {
      wanted = { machine };
      // whoever shows in an effect must not be called again by what the sender is at
      if (state.peek() !== 'waiting') void send();
    },
  };
}
