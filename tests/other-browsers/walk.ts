/** What a learner does, in short: a command, an answer in the editor that is checked, work that is still there, an image of their own. */
import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { type OtherBrowser, untilTrue } from './browser.ts';

const ALPINE = resolve(import.meta.dirname, '../truth/fixtures/alpine-3.13.tar');
const EXERCISE = 'remove-without-forcing';
const CARD = `document.querySelector('[data-exercise=${EXERCISE}]')`;
const FIELD = `document.getElementById('code-${EXERCISE}')`;
const LINES = 'docker rm velho\ndocker rmi alpine:3.13';
/** What went wrong in the page since it was opened. */
const WATCH = `(() => {
  window.troubles = [];
  addEventListener('error', ({ message }) => window.troubles.push(message));
  addEventListener('unhandledrejection', ({ reason }) => window.troubles.push(String(reason)));
})()`;

export interface Place {
  readonly name: string;
  /** of a page by its path, which ends with a slash */
  address(path: string): string;
}

/** Opened from a disk, WebKit reads no chosen file in a worker. */
export function canOpenImages({ name }: OtherBrowser, place: Place): boolean {
  return !(name.startsWith('WebKit') && place.address('').startsWith('file:'));
}

/**
 * @throws AssertionError, Error of what does not come
 */
export async function walk(browser: OtherBrowser, place: Place): Promise<void> {
  const open = async (path: string): Promise<void> => {
    await browser.open(place.address(path));
    await browser.read(WATCH);
  };
  const assertCalm = async (): Promise<void> => assert.equal(await browser.read(`window.troubles.join('\\n')`), '');

  await open('en/');
  await untilTrue('there is a prompt', () =>
    browser.read(`(document.querySelector('[name=command]')?.focus(), document.activeElement.name === 'command')`),
  );
  const log = `(document.querySelector('.terminal-log')?.innerText ?? '')`;
  for (const [line, output] of [
    ['docker run --name diary2 alpine:3.13 sh -c "echo hi > /x; cat /x"', 'hi'],
    ['docker commit diary2 mine:1', 'sha256:'],
    ['docker images', 'mine'],
  ] as const) {
    await browser.type(`${line}\n`);
    const after = `${log}.split(${JSON.stringify(`$ ${line}`)})[1]`;
    await untilTrue(`${line} prints ${output}`, () => browser.read(`${after}?.includes(${JSON.stringify(output)}) === true`));
    await untilTrue('the prompt is free again', () =>
      browser.read(`document.querySelector('.terminal-prompt [type=submit]') !== null`),
    );
  }
  await assertCalm();

  await open('en/removing/');
  await browser.click(`#code-${EXERCISE}`);
  await untilTrue('the editor stands in the place of the field', () =>
    browser.read(`${CARD}.querySelector('.monaco-host:not(.arriving)') !== null`),
  );
  await browser.type(LINES);
  await untilTrue('what was typed is in the field', () => browser.read(`${FIELD}.value === ${JSON.stringify(LINES)}`));
  await browser.read(`void ${CARD}.querySelector('[type=submit]').click()`);
  await untilTrue('the answer is correct', () => browser.read(`${CARD}.querySelector('.feedback.passed') !== null`));
  await assertCalm();
  await open('en/removing/');
  await untilTrue('the answer is still there', () =>
    browser.read(`${FIELD}.value === ${JSON.stringify(LINES)} && ${CARD}.querySelector('.feedback.passed') !== null`),
  );

  if (!canOpenImages(browser, place)) return;
  await open('pt-br/abrir-imagem/');
  await untilTrue('files can be chosen', () => browser.read(`document.querySelector('.open-image input[type=file]') !== null`));
  await browser.choose('.open-image input[type=file]', ALPINE);
  await untilTrue('the image is open', () =>
    browser.read(`document.querySelector('main').innerText.includes('alpine-3.13.tar foi aberto')`),
  );
  await assertCalm();
}
