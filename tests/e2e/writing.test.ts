/** Help while writing: completion in the terminal by keyboard, and chips for fingers. */
import { expect } from 'vitest';
import { test } from '../open-browser.ts';
import { card, command, entries, focusedName, LANGUAGES, openAt, prompt, soon, tabTo, terminalText } from './lesson-page.ts';

const [PORTUGUESE] = LANGUAGES;
const ID = 'remove-without-forcing';

test('Tab completes and the second lists; Escape and Tab, or Tab on an empty line, leave the field', async ({ page }) => {
  await openAt(page, PORTUGUESE?.path ?? '', ID);
  await prompt(page).focus();
  await page.keyboard.type('docker ima');
  await page.keyboard.press('Tab');
  await soon(() => prompt(page).inputValue()).toBe('docker image');
  const listed = page.locator('.candidates');
  expect(await listed.innerText()).toBe('');
  await page.keyboard.press('Tab');
  await soon(() => listed.innerText()).toBe('images  image');
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await soon(() => terminalText(page)).toContain('REPOSITORY');
  await page.keyboard.type('docker ren');
  await page.keyboard.press('Tab');
  await soon(() => prompt(page).inputValue()).toBe('docker rename ');
  expect(await prompt(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Executar');
  await prompt(page).fill('');
  await prompt(page).focus();
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Executar');
});

test('several pasted lines run one after the other, and the history has them; edit opens a file and writes it as one command', async ({
  page,
}) => {
  await openAt(page, PORTUGUESE?.path ?? '', ID);
  await prompt(page).focus();
  const before = await entries(page).count();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '$ echo um\r\num\r\n$ echo dois\r\n');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await soon(() => prompt(page).inputValue()).toBe('echo um\necho dois');
  await soon(() => page.locator('.candidates').innerText()).toContain('uma linha de saída ficou de fora');
  // pressed twice, it runs once
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await soon(() => entries(page).count()).toBe(before + 2);
  await soon(() => terminalText(page)).toContain('dois');
  await page.keyboard.press('ArrowUp');
  expect(await prompt(page).inputValue()).toBe('echo dois');
  await page.keyboard.press('Control+C');
  expect(await prompt(page).inputValue()).toBe('');
  await page.keyboard.press('Control+Z');
  await soon(() => prompt(page).inputValue()).toBe('echo dois');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+K');
  expect(await prompt(page).inputValue()).toBe('');
  await page.keyboard.press('Control+R');
  await page.keyboard.type('um');
  await page.keyboard.press('ArrowRight');
  await soon(() => prompt(page).inputValue()).toBe('echo um');
  await page.keyboard.press('Control+C');
  await page.keyboard.type('edit nota.txt');
  await page.keyboard.press('Enter');
  await page.locator('.file-edit .monaco-host:not(.arriving)').waitFor();
  await page.keyboard.type('guardada');
  await page.keyboard.press('Control+Enter');
  await soon(() => page.locator('.file-edit').count()).toBe(0);
  await soon(() => entries(page).count()).toBe(before + 3);
  await prompt(page).focus();
  await command(page, 'cat nota.txt');
  await soon(() => entries(page).last().innerText()).toMatch(/\nguardada$/);
  await page.keyboard.press('Control+L');
  await soon(() => entries(page).count()).toBe(0);
  await command(page, 'pwd');
});

test('docker run -it: a session inside of the container, which is one step and lives through a reload', async ({ page }) => {
  await openAt(page, PORTUGUESE?.path ?? '', ID);
  await command(page, 'docker pull -q alpine:3.13');
  const steps = (await entries(page).count()) + 1;
  const sign = page.locator('.terminal-prompt .prompt');
  const type = async (line: string, after: string): Promise<void> => {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
    await soon(() => terminalText(page)).toContain(`# ${line}`);
    await soon(() => sign.innerText()).toBe(after);
  };
  await prompt(page).focus();
  await page.keyboard.type('docker run -it --name dentro alpine:3.13');
  await page.keyboard.press('Enter');
  // typed ahead, it goes into the container that is being opened
  await type('cd /tmp', '/tmp #');
  await page.getByRole('textbox', { name: 'Comando dentro do contêiner' }).waitFor();
  await type('echo oi > nota', '/tmp #');
  await page.keyboard.type('cat n');
  await page.keyboard.press('Tab');
  await soon(() => prompt(page).inputValue()).toBe('cat nota ');
  await page.keyboard.press('Enter');
  await soon(() => terminalText(page)).toContain('cat nota \noi');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await prompt(page).inputValue()).toBe('echo oi > nota');
  await page.keyboard.press('Control+C');
  expect(await prompt(page).inputValue()).toBe('');
  // a program that reads is interrupted, by the key and by a button; the shell goes on
  for (const interrupt of [() => page.keyboard.press('Control+C'), () => page.getByRole('button', { name: 'Ctrl+C' }).click()]) {
    await type('cat', '');
    await interrupt();
    await soon(() => sign.innerText()).toBe('/tmp #');
    await soon(() => terminalText(page)).toMatch(/# cat\n\^C$/);
  }

  await page.reload();
  await soon(() => sign.innerText()).toBe('/tmp #');
  expect(await entries(page).count()).toBe(steps);
  await prompt(page).focus();
  await page.keyboard.press('Control+D');
  await soon(() => sign.innerText()).toBe('$');
  await command(page, 'docker diff dentro');
  await soon(() => terminalText(page)).toContain('A /tmp/nota');
  expect(await entries(page).count()).toBe(steps + 1);
});

const EDITOR = 'lab-challenge';

test('a field that was touched before any script had come wakes when they come; at the next visit Monaco is ready', async ({
  page,
}) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(PORTUGUESE?.path ?? '', { waitUntil: 'commit' });
  const field = card(page, ID).locator('.editor textarea');
  await field.click();
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  release();
  const arrived = card(page, ID).locator('.monaco-host:not(.arriving)');
  await arrived.waitFor();
  // whoever has written here finds Monaco ready, and nothing left of what made it ready
  await page.reload();
  // for screen readers, and left by the first editor on a page
  await page.locator('.monaco-aria-container').waitFor({ state: 'attached' });
  await soon(() => page.locator('.monaco-host, .monaco-rehearsal, .monaco-editor').count()).toBe(0);
  await field.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('docker ps');
  await arrived.waitFor();
  await page.keyboard.type(' -a');
  await soon(() => card(page, ID).locator('.editor > textarea').inputValue()).toBe('docker ps -a');
});

test('Monaco takes over in the middle of a word: no letter, caret or selection is lost; then it completes, marks and explains', async ({
  page,
}) => {
  const response = await page.goto('/lab/forms/pt-br/');
  // what violates it is an error in the console, which fails a test
  expect(response?.headers()['content-security-policy']).toContain(
    "require-trusted-types-for 'script'; trusted-types default camadas ",
  );
  const editor = card(page, EDITOR).locator('.editor');
  const field = editor.locator(':scope > textarea');
  await field.focus();
  await page.keyboard.press('Control+A');
  const line = 'dokcer pull alpine:3.13 # ';
  let typed = '';
  const arrived = editor.locator('.monaco-host:not(.arriving)');
  // every key at its own time, before, while and after the editors change places
  while (typed.length < line.length || ((await arrived.count()) === 0 && typed.length < 400)) {
    const key = line[typed.length] ?? 'x';
    await page.keyboard.press(key === ' ' ? 'Space' : key === '#' ? 'Shift+#' : key);
    typed += key;
  }
  await arrived.waitFor();
  await page.keyboard.type('fim');
  await soon(() => field.inputValue()).toBe(`${typed}fim`);
  // what is wrong: a mark, words, and a button that helps
  const problems = card(page, EDITOR).locator('.problems li');
  await soon(() => problems.count()).toBe(1);
  expect(await problems.innerText()).toContain('Aqui não existe o programa dokcer.');
  await soon(() => editor.locator('.squiggly-error').count()).toBe(1);
  await problems.getByRole('button', { name: 'Você quis dizer docker?' }).click();
  await soon(() => field.inputValue()).toBe(`docker${typed.slice(6)}fim`);
  await soon(() => problems.count()).toBe(0);
  // the list of candidates, with the page's words; Enter stays Enter, Tab takes
  await soon(() => editor.evaluate((box) => box.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('docker imag', { delay: 40 });
  await soon(() => field.inputValue()).toBe('docker imag');
  const widget = page.locator('.suggest-widget.visible');
  await widget.waitFor();
  expect(await widget.locator('.monaco-list-row').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('images')]),
  );
  // what stands behind the list does not show through, and the candidate is explained in the page's language
  expect(await widget.evaluate((list) => getComputedStyle(list).backgroundColor)).toMatch(/^(?:rgb|oklch)\([^/]+\)$/);
  await soon(() => widget.locator('.monaco-list-row.focused').innerText()).toContain('Lista as imagens');
  // whole, of each one, not only of the chosen one
  const about = widget.locator('.details-label');
  expect(await about.allInnerTexts()).toEqual(
    expect.arrayContaining(['Lista as imagens desta máquina, uma linha por nome.', 'Comandos para imagens.']),
  );
  expect(await about.evaluateAll((labels) => labels.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth))).toEqual(
    [],
  );
  await page.keyboard.press('Tab');
  await soon(() => field.inputValue()).toBe('docker images');
  // Tab leaves where nothing is listed
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await editor.evaluate((element) => element.contains(document.activeElement))).toBe(false);
  await tabTo(page, card(page, EDITOR).locator('[type=submit]'));
  await editor.getByText('images', { exact: true }).hover();
  await page.getByText('Lista as imagens desta máquina, uma linha por nome.').waitFor();
});
