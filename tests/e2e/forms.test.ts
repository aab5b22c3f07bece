/** One exercise of each form by keyboard, on the lab's own exercises (src/ui/exercise/forms.fixture.ts). */
import { describe, expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { block, feedbackText, handIn, orderOf, putIn, terminalCommands, write } from './form-page.ts';
import {
  card,
  command,
  expectFeedback,
  feedback,
  focusedName,
  goalStates,
  soon,
  tabInCard,
  terminalText,
  WIDE,
} from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });
const PT = '/lab/forms/pt-br/';
const EN = '/lab/forms/en/';

describe('dockerfile', () => {
  const id = 'lab-dockerfile';

  test('files in tabs are written, built on the learner’s machine and judged', async ({ page }) => {
    await page.goto(EN);
    await tabInCard(page, id, card(page, id).locator('[type=submit]'));
    await page.keyboard.press('Enter');
    await expectFeedback(page, id, 'near-miss', 'Almost');
    expect(await terminalCommands(page)).toEqual(['docker build -t kit:1 .']);
    expect(await terminalText(page)).toContain('COPY . /app');
    await page.locator('#content').focus();
    await write(page, id, '.dockerignore', ['base.db']);
    await page.keyboard.press('Control+Enter');
    await expectFeedback(page, id, 'passed', 'Correct');
    expect(new Set(Object.values(await goalStates(page, id)))).toEqual(new Set(['met']));
  });

  test('solutions come after passing and not before', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/solutions/')) asked.push(new URL(request.url()).pathname);
    });
    await page.goto(PT);
    await write(page, id, 'Dockerfile', ['FROM alpine:3.13', 'COPYY a.txt /app/']);
    await page.keyboard.press('Control+Enter');
    await expectFeedback(page, id, 'not-yet', 'Ainda não');
    expect(await card(page, id).locator('.markers').innerText()).toMatch(/^Linha 2: .*unknown instruction: COPYY/);
    expect(asked).toEqual([]);
    await write(page, id, 'Dockerfile', ['FROM alpine:3.13', 'COPY a.txt /app/']);
    await page.keyboard.press('Control+Enter');
    await expectFeedback(page, id, 'passed', 'Certo');
    await soon(() => card(page, id).locator('.solution').count()).toBe(2);
    expect(asked).toEqual([`/solutions/${id}.json`]);
    expect(await card(page, id).locator('.solution').first().innerText()).toContain('COPY a.txt /app/');
    await page.reload();
    await soon(() => card(page, id).locator('.solution').count()).toBe(2);
  });

  test('the terminal has what the editor has, and both are there after a reload', async ({ page }) => {
    await page.goto(EN);
    await write(page, id, 'Dockerfile', ['FROM alpine:3.13', 'ENV A=b']);
    await command(page, 'cat Dockerfile');
    expect(await terminalText(page)).toContain('ENV A=b');
    await page.reload();
    await soon(() => terminalText(page)).toContain('ENV A=b');
    await command(page, 'docker build -q -t kit:1 . && docker history kit:1');
    await soon(() => terminalText(page)).toContain('ENV A=b');
    await soon(() => goalStates(page, id)).toMatchObject({ built: 'met' });
  });
});

describe('order', () => {
  const id = 'lab-order';

  test('blocks go in, up, down and out by keyboard; each move is said', async ({ page }) => {
    await page.goto(EN);
    await tabInCard(page, id, block(page, id, 'pull').locator('[data-action=put]'));
    await page.keyboard.press('Enter');
    await soon(() => orderOf(page, id)).toEqual(['pull']);
    await putIn(page, id, ['create', 'start']);
    const said = card(page, id).locator('.order > .said[role=status]');
    expect(await said.innerText()).toBe('docker start -a caixa: place 3 of 3');
    await page.keyboard.press('ArrowUp');
    await soon(() => orderOf(page, id)).toEqual(['pull', 'start', 'create']);
    expect(await said.innerText()).toBe('docker start -a caixa: place 2 of 3');
    expect(await focusedName(page)).toBe('Move up: docker start -a caixa');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await soon(() => orderOf(page, id)).toEqual(['start', 'pull', 'create']);
    await page.keyboard.press('ArrowDown');
    await soon(() => orderOf(page, id)).toEqual(['pull', 'start', 'create']);
    await page.keyboard.press('Delete');
    await soon(() => orderOf(page, id)).toEqual(['pull', 'create']);
    expect(await said.innerText()).toBe('docker start -a caixa: taken out');
    expect(await focusedName(page)).toBe('Put in: docker start -a caixa');
    await card(page, id).locator('.order .twin-box summary').press('Enter');
    expect(await card(page, id).locator('.order pre').innerText()).toBe(
      'docker pull alpine:3.13\ndocker create --name caixa alpine:3.13 cat /etc/alpine-release',
    );
  });

  test('a dead end leads back, and another order passes', async ({ page }) => {
    await page.goto(PT);
    await putIn(page, id, ['pull', 'start', 'create', 'remove']);
    await handIn(page, id);
    await expectFeedback(page, id, 'dead-end', 'Sem saída por aqui');
    expect(await card(page, id).locator('.block .failed').allInnerTexts()).toEqual(['terminou com status 1']);
    expect(await block(page, id, 'start').innerText()).toContain('terminou com status 1');
    await feedback(page, id).locator('button').press('Enter');
    await soon(() => page.locator('.terminal .entry.ahead').count()).toBe(3);
    await block(page, id, 'start').locator('[data-action=down]').focus();
    await page.keyboard.press('Enter');
    await soon(() => orderOf(page, id)).toEqual(['pull', 'create', 'start', 'remove']);
    await handIn(page, id);
    await expectFeedback(page, id, 'passed', 'Certo');
    await page.reload();
    await soon(() => orderOf(page, id)).toEqual(['pull', 'create', 'start', 'remove']);
  });

  test('blocks can be lines of a file, which is then built', async ({ page }) => {
    await page.goto(EN);
    await putIn(page, 'lab-order-file', ['from', 'workdir', 'package', 'install', 'server']);
    await handIn(page, 'lab-order-file');
    await expectFeedback(page, 'lab-order-file', 'passed', 'Correct');
    await command(page, 'cat Dockerfile');
    expect(await terminalText(page)).toContain('FROM node:alpine3.13\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci --omit=dev');
  });

  test('the mouse drags blocks; Escape takes a drag back', async ({ page }) => {
    await page.goto(EN);
    await putIn(page, id, ['pull', 'create']);
    async function drag(name: string, to: { readonly x: number; readonly y: number }): Promise<void> {
      const from = await block(page, id, name).locator('code').boundingBox();
      if (from === null) throw new Error(`no block ${name}`);
      await page.mouse.move(from.x + 20, from.y + 8);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y - 4, { steps: 4 });
      await page.mouse.move(to.x, to.y, { steps: 2 });
    }
    const above = async (name: string) => {
      const box = await block(page, id, name).boundingBox();
      if (box === null) throw new Error(`no block ${name}`);
      return { x: box.x + 60, y: box.y + 4 };
    };
    await card(page, id).locator('[type=submit]').scrollIntoViewIfNeeded();
    await drag('start', await above('create'));
    expect(await block(page, id, 'create').getAttribute('class')).toContain('before');
    await page.mouse.up();
    await soon(() => orderOf(page, id)).toEqual(['pull', 'start', 'create']);
    await drag('create', await above('pull'));
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await orderOf(page, id)).toEqual(['pull', 'start', 'create']);
    await drag('start', await above('remove'));
    await page.mouse.up();
    await soon(() => orderOf(page, id)).toEqual(['pull', 'create']);
  });
});

test('repair: what is given stands in the editor, its files beside it', async ({ page }) => {
  const id = 'lab-repair';
  await page.goto(EN);
  await handIn(page, id);
  await expectFeedback(page, id, 'not-yet', 'Not yet');
  expect(await card(page, id).locator('.markers').innerText()).toContain('Line 2');
  await card(page, id).locator('.start-file summary').press('Enter');
  expect(await card(page, id).locator('.start-file pre').innerText()).toBe('v1');
  await page.locator('#content').focus();
  await write(page, id, '', ['docker build -t loja:1.0 -t loja:producao .', 'docker run --rm loja:producao cat /app.txt']);
  await page.keyboard.press('Control+Enter');
  await expectFeedback(page, id, 'passed', 'Correct');
});

test('challenge: limits are shown as they are used up, and the third star is for keeping them', async ({ page }) => {
  const id = 'lab-challenge';
  const limits = () => card(page, id).locator('.limit').allInnerTexts();
  await page.goto(EN);
  // what only looks is not counted
  const pulls = ['docker pull alpine:3.13', 'docker images', 'docker pull alpine:3.13', 'docker pull python:alpine3.13'];
  await write(page, id, '', pulls);
  await page.keyboard.press('Control+Enter');
  await expectFeedback(page, id, 'passed', 'Correct');
  expect(await feedbackText(page, id)).toContain('2 of 3 stars');
  expect((await limits()).map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
    expect.stringMatching(/^On disk\n45 MB of at most 46 MB$/),
    expect.stringMatching(/Commands[\s\S]*3 of at most 2[\s\S]*over the limit/),
  ]);
  await card(page, id).getByRole('button', { name: 'Start over' }).press('Enter');
  await soon(async () => (await limits())[1]).toMatch(/0 of at most 2/);
  await command(page, 'docker pull alpine:3.13');
  await soon(async () => (await limits())[1]).toMatch(/1 of at most 2/);
  await command(page, 'docker pull python:alpine3.13');
  await expectFeedback(page, id, 'passed', 'Correct');
  expect(await feedbackText(page, id)).toContain('3 of 3 stars');
});

describe('predictions', () => {
  test('fields: gaps are named, a comma is a decimal mark, and each field is compared', async ({ page }) => {
    const id = 'lab-find-layer';
    const field = (name: string) => card(page, id).locator(`[data-field=${name}]`);
    await page.goto(PT);
    await tabInCard(page, id, field('layer'));
    await page.keyboard.type('sete');
    await handIn(page, id);
    expect(await card(page, id).locator('.field-problem').allInnerTexts()).toEqual([
      'Escreva um número, como 3 ou 5,6.',
      ...Array(3).fill('Responda aqui primeiro.'),
    ]);
    expect(await field('layer').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await feedback(page, id).count()).toBe(0);
    await card(page, id).getByRole('button', { name: 'Recomeçar' }).press('Enter');
    await soon(() => card(page, id).locator('.field-problem').count()).toBe(0);
    expect(await field('layer').inputValue()).toBe('');
    await field('layer').focus();
    await page.keyboard.type('1');
    await tabInCard(page, id, field('size'));
    await page.keyboard.type('138,2 MB');
    await tabInCard(page, id, field('seen'));
    await page.keyboard.press('s');
    await tabInCard(page, id, field('base'));
    await page.keyboard.type('copy');
    await page.keyboard.press('Enter');
    await expectFeedback(page, id, 'near-miss', 'Quase');
    const cells = card(page, id).locator('.foretold tbody tr:first-child td');
    const textsOf = async () => (await cells.allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' ').replace(/\n/g, ' '));
    await soon(textsOf).toEqual([
      '− 1',
      '+ Resposta errada: 7',
      '= 138,2 MB',
      '= Resposta certa: 138 MB',
      '− sim',
      '+ Resposta errada: não',
      '= copy',
      '= Resposta certa: COPY',
    ]);
    // what was found was not foretold
    expect(await card(page, id).locator('.foretold').locator('caption, thead').allInnerTexts()).toEqual([
      'O que você achou e o que a imagem tem',
      expect.stringMatching(/Pergunta\s+Sua resposta\s+Na imagem/),
    ]);
    expect(await terminalCommands(page)).toEqual(['docker history loja/api:1.0']);
    await field('layer').fill('7');
    await field('seen').selectOption('no');
    await field('base').press('Enter');
    await expectFeedback(page, id, 'passed', 'Certo');
  });

  test('lines: the machine then stands where the run left it', async ({ page }) => {
    const id = 'lab-lines';
    await page.goto(EN);
    for (const item of ['shared', 'from']) {
      await tabInCard(page, id, card(page, id).locator(`input[value=${item}]`));
      await page.keyboard.press('Space');
    }
    await handIn(page, id);
    await expectFeedback(page, id, 'passed', 'Correct');
    await soon(() => card(page, id).locator('.foretold tbody.right').count()).toBe(3);
    await soon(() => terminalCommands(page)).toEqual(['docker pull alpine:3.13', 'docker pull python:alpine3.13']);
    await soon(() => terminalText(page)).toContain('Already exists');
  });
});
