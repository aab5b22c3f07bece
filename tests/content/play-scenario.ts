/**
 * Scenarios on the engine. Many begin alike, and the same commands on a fresh machine come to the same machine and print the same: so what
 * scenarios have in common at their beginning is played once, and each goes on from the machine it led to.
 */
import { formatPlayed, playCommand } from '../../scripts/transcript.ts';
import { createContentStore, createSession, type Machine, type Ports } from '../../src/engine/index.ts';
import { withMovedTags } from '../../src/exercise/index.ts';
import type { Scenario } from './scenarios.ts';

/** After some commands; `next` by the command that follows. */
interface Played {
  /** a fresh one where left out */
  readonly machine?: Machine;
  /** what the last of the commands showed, as a transcript has it */
  readonly lines: readonly string[];
  readonly next: Map<string, Promise<Played>>;
}

export interface PlayedScenario {
  readonly machine: Machine;
  readonly lines: readonly string[];
}

export function createPlayer(base: Ports) {
  const store = createContentStore();
  const beginnings = new Map<string, Played>();

  async function playNext(ports: Ports, { machine }: Played, command: string): Promise<Played> {
    const session = createSession(machine === undefined ? { ports, store } : { ports, store, machine });
    const lines = formatPlayed(await playCommand(session, command));
    return { machine: session.machine, lines, next: new Map() };
  }

  return {
    /** of all machines */
    ctx: { ports: base, store },
    async play({ commands, movedTags }: Scenario): Promise<PlayedScenario> {
      const ports = { ...base, http: withMovedTags(base.http, movedTags) };
      const key = JSON.stringify(movedTags);
      let state: Played = beginnings.get(key) ?? { lines: [], next: new Map() };
      beginnings.set(key, state);
      const lines: string[] = [];
      for (const command of commands) {
        const played: Promise<Played> = state.next.get(command) ?? playNext(ports, state, command);
        state.next.set(command, played);
        state = await played;
        lines.push(...state.lines);
      }
      if (state.machine === undefined) throw new TypeError('a scenario without commands');
      return { machine: state.machine, lines };
    },
  };
}
