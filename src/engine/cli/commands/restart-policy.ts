/**
 * `--restart` of `run`, `create` and `update`: the client takes it apart (docker/cli 28 `opts.ParseRestartPolicy`), the daemon looks at
 * what it means (moby 20.10 `daemon/container.go` validateRestartPolicy).
 */
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

const FORMAT = 'invalid restart policy format: ';

/** `name` or `name:count` as a container keeps it: without a count of 0. @throws CommandFailure in the client's words */
export function readRestartPolicy(text: string): string {
  const colon = text.indexOf(':');
  if (colon < 0) return text;
  const name = text.slice(0, colon);
  const count = text.slice(colon + 1);
  if (name === '') throw new CommandFailure(`${FORMAT}no policy provided before colon`);
  if (!/^[+-]?\d+$/.test(count)) throw new CommandFailure(`${FORMAT}maximum retry count must be an integer`);
  return Number(count) === 0 ? name : `${name}:${Number(count)}`;
}

/** @throws CommandFailure in the daemon's words */
export function checkRestartPolicy(policy: string): void {
  const [name = '', count] = policy.split(':');
  switch (name) {
    case 'always':
    case 'unless-stopped':
    case 'no':
      if (count !== undefined) refuse(`maximum retry count cannot be used with restart policy '${name}'`);
      return;
    case 'on-failure':
      if (Number(count ?? 0) < 0) refuse('maximum retry count cannot be negative');
      return;
    case '':
      return;
    default:
      refuse(`invalid restart policy '${name}'`);
  }
}

function refuse(problem: string): never {
  throw new CommandFailure(daemonSays(problem));
}
