/** A name as the daemon gets it where it is part of an address: `DELETE /images/alpine/` is about `alpine` (gorilla/mux cleans paths). */
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** @throws CommandFailure where the address leads elsewhere */
export function pathName(name: string): string {
  if (!name.includes('/') && !name.startsWith('.')) return name;
  if (/^\.{1,2}$/.test(name)) throw new CommandFailure(daemonSays('page not found'));
  return name.replaceAll(/\/{2,}/g, '/').replaceAll(/^\/|\/$/g, '');
}
