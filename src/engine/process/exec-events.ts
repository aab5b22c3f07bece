/** What docker tells of a process beside the main one: that it was made, began and ended. */
import { sha256Hex } from '../bytes/sha256.ts';
import type { Container } from '../machine/container.ts';
import type { Ports } from '../ports.ts';

export interface ToldEvent {
  readonly action: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface ExecEvents {
  readonly create: ToldEvent;
  readonly start: ToldEvent;
  die(exitCode: number): ToldEvent;
}

/** The command stands in the action: the program, a blank, its arguments. */
export function execEvents(
  ports: Pick<Ports, 'platform'>,
  { id: containerId }: Pick<Container, 'id'>,
  argv: readonly string[],
  at: number,
): ExecEvents {
  const [program = '', ...args] = argv;
  const id = sha256Hex(`exec ${containerId} ${at} ${argv.join(' ')}`, ports);
  const command = `${program} ${args.join(' ')}`;
  return {
    create: { action: `exec_create: ${command}`, attributes: { execID: id } },
    start: { action: `exec_start: ${command}`, attributes: { execID: id } },
    die: (exitCode) => ({ action: 'exec_die', attributes: { execID: id, exitCode: String(exitCode) } }),
  };
}
