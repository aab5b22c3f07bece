/** Tells the class what this page's learner is doing, in one word and never what: typing, reading, a hint, away. In no log. */
type Doing = 'reading' | 'typing' | 'running' | 'hint-1' | 'hint-2' | 'hint-3' | 'away';

interface PresenceOptions {
  /** Fails where there is no network: the next sign tells. */
  readonly tell: (doing: Doing) => Promise<unknown>;
  readonly now: () => number;
  /** Calls when somebody does something. */
  readonly listen: (note: (doing: Doing) => void) => void;
}

/** What is new is told at once, but never oftener than this; what goes on, now and then. */
const LEAST_MS = 5000;
const AGAIN_MS = 30_000;

export function tellPresence({ tell, now, listen }: PresenceOptions): void {
  let last: Doing | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  listen((doing) => {
    const since = now() - toldAt;
    // going away is told at once: there may be no later
    if (doing === last ? since < AGAIN_MS : since < LEAST_MS && doing !== 'away') return;
    last = doing;
    toldAt = now();
    tell(doing).catch(() => {
      last = undefined;
    });
  });
}

/** @param checkedEvent fired where an answer was checked */
export function listenInPage(checkedEvent: string): (note: (doing: Doing) => void) => void {
  return (note) => {
    for (const touch of ['scroll', 'pointerdown', 'focusin'])
      document.addEventListener(touch, () => note('reading'), { passive: true, capture: true });
    document.addEventListener('input', () => note('typing'));
    addEventListener(checkedEvent, () => note('running'));
    document.addEventListener(
      'toggle',
      ({ target }) => {
        if (!(target instanceof HTMLDetailsElement) || !target.open || !target.matches('.hint')) return;
        const level = [...(target.parentElement?.children ?? [])].indexOf(target) + 1;
        note(`hint-${level === 1 ? 1 : level === 2 ? 2 : 3}`);
      },
      { capture: true },
    );
    document.addEventListener('visibilitychange', () => note(document.hidden ? 'away' : 'reading'));
  };
}
