/**
 * The wall is read by everybody, its address line too: the secret link is taken out of it at once, and kept for this window alone so that
 * the page can be loaded again.
 */
const KEY = 'camadas.wall';
const HASH = '#wall';

export interface LeadKey {
  readonly classId: string;
  readonly secret: string;
}

export function wallAddress(address: string, { classId, secret }: LeadKey): string {
  return `${address}#${classId}.${secret}.wall`;
}

/** What this window is the wall of; undefined where it is none. */
export function readWall(): LeadKey | undefined {
  const [classId = '', secret = '', what] = decodeURIComponent(location.hash.slice(1)).split('.');
  if (what === 'wall') {
    sessionStorage.setItem(KEY, `${classId}.${secret}`);
    history.replaceState(null, '', location.pathname + HASH);
    return { classId, secret };
  }
  if (location.hash !== HASH) return undefined;
  const [keptClass, keptSecret] = (sessionStorage.getItem(KEY) ?? '').split('.');
  return keptClass === undefined || keptSecret === undefined ? undefined : { classId: keptClass, secret: keptSecret };
}
