/** What an instructor does with the answers of a class: replays them, goes through the class, projects one, sends hints, takes them along. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { test } from '../open-browser.ts';
import { soon, WIDE } from './lesson-page.ts';

const ID = 'remove-without-forcing';

interface Made {
  readonly class: string;
  readonly code: string;
  readonly secrets: { readonly instructor: string };
}

async function call<T>(method: string, path: string, body?: unknown, secret?: string): Promise<T> {
  const response = await fetch(new URL(path, inject('siteUrl')), {
    method,
    headers: { 'content-type': 'application/json', ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  return (await response.json()) as T;
}

/** A class in which each learner has handed in these answers to one exercise. */
async function makeClass(answers: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<Made> {
  const made = await call<Made>('POST', '/api/classes', { title: 'Recife', cap: 40 });
  const { exercises } = await call<{ exercises: { id: string; content: string }[] }>('GET', '/api/exercises');
  const content = exercises.find(({ id }) => id === ID)?.content;
  for (const [name, tries] of Object.entries(answers)) {
    const me = await call<{ secret: string }>('POST', '/api/join', { code: made.code, name, locale: 'pt-BR' });
    for (const [index, lines] of tries.entries()) {
      const file = { format: 'camadas-answer', formatVersion: 1, id: `answer-${index}`, exercise: ID, content, locale: 'pt-BR' };
      await call('POST', `/api/classes/${made.class}/answers`, { ...file, answer: { lines } }, me.secret);
    }
  }
  return made;
}

async function lead(browser: Browser, path: string, made: Made): Promise<Page> {
  const context = await browser.newContext({ baseURL: inject('siteUrl'), acceptDownloads: true, ...WIDE });
  const page = await context.newPage();
  await page.goto(`${path}#${made.class}.${made.secrets.instructor}`);
  return page;
}

test('an attempt is replayed step by step, the way leads through the class, and one is projected without a name', async ({
  browser,
}) => {
  const made = await makeClass({
    Ana: [['docker rmi alpine:3.13'], ['docker rm velho', 'docker rmi alpine:3.13']],
    Bia: [['docker rmi -f alpine:3.13']],
    Caio: [],
  });
  const page = await lead(browser, '/pt-br/turma/', made);
  const cells = page.locator('.lead-grid .grade-cell');
  const looks = () => cells.evaluateAll((all) => all.map((cell) => cell.className.replace(/^grade-cell | here$/g, '')));
  await soon(looks).toEqual(['passed', 'near-miss']);

  await cells.first().press('Enter');
  const review = page.locator('.review');
  const commands = () => review.locator('.entry .command').allInnerTexts();
  const title = () => review.locator('h2').innerText();
  const said = () =>
    review
      .locator('.feedback')
      .getAttribute('class')
      .catch(() => '');
  await soon(said).toBe('feedback passed');
  expect(await commands()).toEqual(['$ docker rm velho', '$ docker rmi alpine:3.13']);
  expect(await review.locator('.picture').innerText()).toContain('O disco está vazio');
  await page.keyboard.press('ArrowLeft');
  await soon(() => review.locator('.time .words').innerText()).toBe('Passo 1 de 2');
  await soon(() => review.locator('.picture .flag').count()).toBe(1);
  expect(await review.locator('.entry.ahead .command').allInnerTexts()).toEqual(['$ docker rmi alpine:3.13']);
  await review.locator('select').selectOption({ index: 0 });
  await soon(said).toBe('feedback near-miss');
  await soon(commands).toEqual(['$ docker rmi alpine:3.13']);

  await page.keyboard.press('Escape');
  await cells.first().press('Enter');
  await review.locator('.feedback').waitFor();
  await page.keyboard.press('Shift+ArrowDown');
  await soon(title).toContain('Bia');
  await soon(said).toBe('feedback near-miss');
  await review.getByRole('button', { name: 'Projetar sem o nome' }).click();
  await soon(() => review.getAttribute('class')).toBe('review projected');
  expect(await review.innerHTML()).not.toMatch(/Ana|Bia|Caio/);
  await page.keyboard.press('Shift+ArrowUp');
  await soon(commands).toEqual(['$ docker rm velho', '$ docker rmi alpine:3.13']);
  expect(await review.innerHTML()).not.toMatch(/Ana|Bia|Caio/);
  await page.context().close();
});

test('answers stand in groups, a hint reaches a group in each language, and everything is taken along or erased', async ({
  browser,
}) => {
  const made = await makeClass({
    Ana: [['docker rmi alpine:3.13']],
    Bia: [['docker rmi alpine:3.13']],
    Caio: [['docker rm velho', 'docker rmi alpine:3.13']],
  });
  const page = await lead(browser, '/en/class/', made);
  const groups = page.locator('.clusters li');
  await soon(() => groups.locator('.cluster-who').allInnerTexts()).toEqual(['Ana, Bia', 'Caio']);
  expect(await groups.first().innerText()).toContain('Read the error message: it says that a container is using the image.');
  expect(await page.locator('.near-misses li').innerText()).toContain('Read the error message');
  await soon(() => page.locator('.focus-figures dd').allInnerTexts()).toEqual(['1', '33\u00a0%', '0', '1', expect.any(String)]);

  await groups.first().getByRole('button', { name: 'Open an example' }).click();
  await soon(() => page.locator('.review h2').innerText()).toContain('Ana');
  await page.keyboard.press('Shift+ArrowDown');
  await soon(() => page.locator('.review h2').innerText()).toContain('Bia');
  expect(await page.locator('.review nav [aria-disabled=true]').count()).toBe(3);
  await page.keyboard.press('Escape');
  await groups.first().getByRole('button', { name: 'Hint for these 2 people' }).click();
  await groups.first().getByText('Hints of the exercise').click();
  await groups.first().getByRole('button', { name: 'Send hint 2' }).click();
  await soon(() => groups.first().getByRole('status').innerText()).toBe('Sent to 2 people.');

  await page.getByRole('button', { name: 'Report per exercise' }).click();
  await soon(() => page.locator('.report-table tbody td').allInnerTexts()).toEqual([
    '3',
    '3',
    '1',
    '33\u00a0%',
    '–',
    '67\u00a0%',
    '1',
    expect.any(String),
    '33\u00a0% (1/3)',
    '–',
  ]);
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const save = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  await page.locator('#export-shape').selectOption('moodle');
  await page.locator('#export-separator').selectOption('semicolon');
  const csv = await save('Download CSV');
  expect(csv.name).toBe('camadas-moodle.csv');
  expect(csv.bytes.toString('utf8').split('\r\n')[0]).toBe('\ufeffIdentifier;Full name;7.2 remove-without-forcing');
  expect(JSON.parse((await save('xAPI statements')).bytes.toString('utf8'))).toHaveLength(3);
  expect(JSON.parse((await save('Scores for an LMS')).bytes.toString('utf8')).scores).toHaveLength(3);
  const archive = await save('All answers (ZIP');
  expect([archive.name, archive.bytes.subarray(0, 2).toString('latin1')]).toEqual(['camadas-answers.zip', 'PK']);
  expect(urls.filter((url) => url.includes(made.secrets.instructor))).toEqual([]);

  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  await page.locator('#erase-learner').selectOption({ label: 'Bia' });
  await page.getByRole('button', { name: 'Erase this person' }).click();
  await soon(() => groups.locator('.cluster-who').allInnerTexts()).toEqual(['Ana', 'Caio']);
  await page.getByRole('button', { name: 'Erase the class' }).click();
  await page.locator('.entrance').first().waitFor();
  expect(asked[0]).toContain('Erase Bia from the server? What goes: the nickname, 1 answer');
  expect(asked[1]).toContain('“Recife” from the server? What goes: 2 people, 2 answers');
  await page.context().close();
});
