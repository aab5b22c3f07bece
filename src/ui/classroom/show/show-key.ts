/**
 * Which class this window shows its machine to. The secret comes in the link from the instructor's page, is taken out of the address at once
 * (a projector may show it), and is kept for this window alone: from lesson to lesson she goes on showing.
 */
import type { LeadKey } from '../wall/wall-key.ts';

const KEY = 'camadas.show';
const ON_KEY = 'camadas.showing';
const HASH = '#show=';

export function showAddress(path: string, { classId, secret }: LeadKey): string {
  return `${path}${HASH}${classId}.${secret}`;
}

/** Undefined where it shows to nobody. */
export function readShowKey(): LeadKey | undefined {
  if (location.hash.startsWith(HASH)) {
    const given = decodeURIComponent(location.hash.slice(HASH.length));
    if (given !== sessionStorage.getItem(KEY)) sessionStorage.removeItem(ON_KEY);
    sessionStorage.setItem(KEY, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  const [classId = '', secret = ''] = (sessionStorage.getItem(KEY) ?? '').split('.');
  return classId === '' || secret === '' ? undefined : { classId, secret };
}

/** Whether this window was showing when it was last left. */
export function wasShowing(): boolean {
  return sessionStorage.getItem(ON_KEY) !== null;
}

export function rememberShowing(isOn: boolean): void {
  if (isOn) sessionStorage.setItem(ON_KEY, '1');
  else sessionStorage.removeItem(ON_KEY);
}

export function forgetShowKey(): void {
  sessionStorage.removeItem(KEY);
  sessionStorage.removeItem(ON_KEY);
}
