/** What a walk through the site does with a browser, whichever it is. */
export interface OtherBrowser {
  /** with its version */
  readonly name: string;
  /** Ends when the page has loaded. */
  open(address: string): Promise<void>;
  /** @param expression of which a string, a number or a boolean comes out */
  read(expression: string): Promise<unknown>;
  /** With the mouse, in its middle. */
  click(selector: string): Promise<void>;
  /** Types where the focus is; `\n` is Enter. */
  type(text: string): Promise<void>;
  /** @param selector of a file field */
  choose(selector: string, path: string): Promise<void>;
  close(): Promise<void>;
}

/** In WebDriver's code for keys that write nothing. */
const ENTER = '\uE007';

/** A key action of WebDriver, which both protocols have, for each letter. */
export function keyActions(text: string) {
  const keys = [...text].map((letter) => (letter === '\n' ? ENTER : letter));
  const actions = keys.flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  return [{ type: 'key', id: 'keys', actions }];
}

/** An expression that brings it to the middle of the window. */
export function scrollTo(selector: string): string {
  return `void document.querySelector(${JSON.stringify(selector)})?.scrollIntoView({ block: 'center' })`;
}

/** @throws Error where it does not come true in time */
export async function untilTrue(what: string, look: () => Promise<unknown>, milliseconds = 20_000): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    if ((await look().catch(() => false)) === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not so after ${milliseconds / 1000} s: ${what}`);
}
