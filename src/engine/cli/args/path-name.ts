/** A name as the daemon gets it where it is part of an address: `DELETE /images/alpine/` is about `alpine` (the client cleans paths). */
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** @throws CommandFailure where the address leads elsewhere */
export function pathName(name: string): string {
  if (name !== '' && !name.includes('/') && !name.startsWith('.')) return name;
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) throw notFound();
  }
  if (parts.length === 0) throw notFound();
  return parts.join('/');
}

function notFound(): CommandFailure {
  return new CommandFailure(daemonSays('page not found'));
}
