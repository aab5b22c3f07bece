/**
 * The 90-minute class of the curriculum, in seconds: an instructor with a wall, Ana on a phone, Ben in English, and Caio, who comes late and
 * loses the network twice.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { formatPermalink } from '../../src/ui/share/permalink.ts';
import { test } from '../open-browser.ts';
import { answer, card, expectFeedback, PHONE, soon, WIDE } from './lesson-page.ts';

const FIRST_VOTE = 'one-image-three-containers';
const TICKS_VOTE = 'which-removals-pass';
const GRADED = 'remove-without-forcing';
/** of the prepared class, by their place in it */
const BLOCKS = { things: 1, sum: 4, shrink: 5, graded: 9, exit: 10 };

async function open(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: inject('siteUrl'), serviceWorkers: 'block', ...options });
  await context.addInitScript(() => {
    const count = (): number => Number(sessionStorage.getItem('taps') ?? 0);
    addEventListener('pointerdown', () => sessionStorage.setItem('taps', String(count() + 1)), true);
  });
  return context.newPage();
}

const taps = (page: Page): Promise<number> => page.evaluate(() => Number(sessionStorage.getItem('taps')));
const bar = (page: Page) => page.locator('.class-bar');
const vote = (lead: Page, what: string) => lead.locator(`[data-vote=${what}]`);

async function makeClass(browser: Browser): Promise<{ lead: Page; wall: Page; code: string }> {
  const lead = await open(browser, { ...WIDE, acceptDownloads: true });
  lead.on('dialog', (dialog) => void dialog.accept());
  await lead.goto('/pt-br/turma/');
  await lead.locator('#class-title').fill('Recife, segunda');
  await lead.locator('form:has(#class-title) [type=submit]').click();
  await soon(() => lead.locator('.class-code').innerText()).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
  const code = await lead.locator('.class-code').innerText();
  const [wall] = await Promise.all([lead.context().waitForEvent('page'), lead.locator('a[target=camadas-wall]').press('Enter')]);
  await soon(() => wall.locator('.wall-big-code').innerText()).toBe(code);
  expect(new URL(wall.url()).hash, 'the secret is not in the address that a room can read').toBe('#wall');
  return { lead, wall, code };
}

/** As from the wall: the address is typed, then the code. */
async function joinByCode(page: Page, path: string, code: string, name: string): Promise<void> {
  await page.goto(path);
  await page.locator('#class-code').tap();
  await page.keyboard.type(code.toLowerCase().replace('-', ''));
  await page.locator('#class-name').tap();
  await page.keyboard.type(name);
  await page.locator('form:has(#class-name) [type=submit]').tap();
  await page.locator('.learner-room').waitFor();
}

/** As from the QR code. */
async function joinByLink(page: Page, path: string, code: string, name: string): Promise<void> {
  await page.goto(`${path}#${code}`);
  await page.locator('#class-name').fill(name);
  await page.locator('form:has(#class-name) [type=submit]').click();
  await page.locator('.learner-room').waitFor();
}

/** In the class's page, or in a lesson where the call to vote opens it. */
async function castFields(page: Page, values: readonly string[], button: string): Promise<void> {
  const submit = page.locator('.ballot [type=submit]');
  await soon(() => submit.innerText().catch(() => '')).toBe(button);
  const fields = page.locator('.ballot input');
  for (const [index, value] of values.entries()) await fields.nth(index).fill(value);
  await submit.click();
  await soon(() => page.locator('.ballot-state').innerText()).not.toBe('');
}

/** Each choice of a histogram with its counts by round. */
function rows(page: Page): Promise<string[]> {
  return page
    .locator('.vote-table tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('.vote-part strong, .vote-count')].map((part) => part.textContent).join(' ')),
    );
}

/** One click in the list of the prepared class. */
function goToBlock(lead: Page, block: keyof typeof BLOCKS): Promise<void> {
  return lead.locator('.plan-blocks button').nth(BLOCKS[block]).click();
}

async function cellsOf(lead: Page, name: string): Promise<string[]> {
  const row = lead.locator('.lead-grid tbody tr').filter({ has: lead.locator('th', { hasText: name }) });
  return row
    .locator('.grade-cell')
    .evaluateAll((all) =>
      all.map((cell) => `${['passed', 'near-miss', 'not-yet'].find((look) => cell.classList.contains(look))} ${cell.textContent}`),
    );
}

/** What is written into the plain field of a phone and checked. */
async function answerByTouch(page: Page, id: string, lines: readonly string[]): Promise<void> {
  await page.locator(`#code-${id}`).fill(lines.join('\n'));
  await card(page, id).locator('[type=submit]').tap();
}

async function close(...contexts: readonly BrowserContext[]): Promise<void> {
  await Promise.all(contexts.map((context) => context.close()));
}

test('the class of 90 minutes', async ({ browser }) => {
  // 0-5: arrival
  const { lead, wall, code } = await makeClass(browser);
  const ana = await open(browser, PHONE);
  const ben = await open(browser, WIDE);
  await joinByCode(ana, '/pt-br/turma/', code, 'Ana');
  expect(await taps(ana), 'taps to join').toBeLessThanOrEqual(3);
  await joinByLink(ben, '/en/class/', code, 'Ben');
  await soon(() => lead.locator('.lead-grid tbody th').allInnerTexts()).toEqual(['Ana', 'Ben']);

  // 5-14: everybody is taken to lesson 1, each in their own language; a vote, a discussion, a second vote
  await ben.goto('/en/removing/');
  await bar(ben).getByText('live').waitFor();
  await lead.locator('[data-plan=start]').click();
  await lead.locator('[data-plan=next]').click();
  await soon(() => ben.url()).toContain(`/en/image-and-container/#exercise-${FIRST_VOTE}`);
  await soon(() => wall.locator('.wall-scene h1').innerText()).toContain('Uma imagem, três contêineres');
  await soon(() => lead.locator('#class-vote').inputValue()).toBe(FIRST_VOTE);
  await vote(lead, 'open').click();
  await castFields(ana, ['3', '3'], 'Votar');
  await bar(ben).getByRole('button', { name: 'Vote now' }).click();
  await castFields(ben, ['1', '3'], 'Vote');
  await soon(() => wall.locator('.wall-count').innerText()).toBe('2 de 2 pessoas votaram');
  await vote(lead, 'close').click();
  await soon(() => rows(lead)).toEqual(['1 3 1', '3 3 1']);
  await lead.locator('.vote-mark.right').waitFor();
  await soon(() => lead.locator('.vote-note').innerText()).toContain('M02');
  expect([await ana.locator('.vote-table').count(), await wall.locator('.vote-table').count()], 'nobody else sees it yet').toEqual([
    0, 0,
  ]);
  await vote(lead, 'again').click();
  await castFields(ana, ['1', '3'], 'Votar');
  await castFields(ben, ['1', '3'], 'Vote');
  await vote(lead, 'close').click();
  await vote(lead, 'show').click();
  for (const page of [ana, ben, wall]) await soon(() => rows(page)).toEqual(['1 3 1 2', '3 3 1 0']);
  expect(await ana.locator('.vote-mark.right').count(), 'what is right is not told yet').toBe(0);
  await vote(lead, 'answer').click();
  for (const page of [ana, ben, wall]) await page.locator('.vote-mark.right').waitFor();
  await vote(lead, 'show').click();
  await soon(() => wall.locator('.wall-scene').getAttribute('data-scene')).toBe('place');
  await ben.keyboard.press('Escape');
  expect(await lead.locator('.plan-exercise dl').innerText()).toContain('run sempre cria');

  // 30-47: votes 3 and 4, where the prepared class has them
  await lead.locator('.plan summary').click();
  for (const [block, exercise] of [
    ['sum', 'misleading-sum'],
    ['shrink', 'does-deleting-shrink'],
  ] as const) {
    await goToBlock(lead, block);
    await soon(() => lead.locator('#class-vote').inputValue()).toBe(exercise);
    await vote(lead, 'open').click();
    await castFields(ana, ['71'], 'Votar');
    await vote(lead, 'close').click();
    await soon(() => lead.locator('.vote-table').innerText()).toContain('71');
  }

  // 14-23: Caio comes late and is told where the class is; a hand, an announcement
  const caio = await open(browser, PHONE);
  await joinByLink(caio, '/pt-br/turma/', code, 'Caio');
  await goToBlock(lead, 'graded');
  await soon(() => ben.url()).toContain('/en/removing/');
  await soon(() => caio.locator('.learner-room .primary').innerText()).toContain('aula 7');
  await caio.locator('.learner-room .primary').tap();
  await bar(caio).getByText('ao vivo').waitFor();
  await bar(caio).getByRole('button', { name: 'Levantar a mão' }).tap();
  await lead.locator('.hand').press('Enter');
  await bar(caio).getByRole('button', { name: 'Levantar a mão' }).waitFor();
  await lead.locator('#class-announcement').fill('Pausa de cinco minutos');
  await lead.locator('form:has(#class-announcement) [type=submit]').click();
  await soon(() => ana.locator('.class-notes').innerText()).toContain('Pausa de cinco minutos');
  await soon(() => wall.locator('.wall-announcement').innerText()).toBe('Pausa de cinco minutos');

  // 64-75: a vote with boxes to tick
  await lead.locator('#class-vote').selectOption(TICKS_VOTE);
  await vote(lead, 'open').click();
  await ana.locator('.ballot .check').first().waitFor();
  for (const item of ['unused', 'stopped']) await ana.locator(`.ballot [value=${item}]`).tap();
  await ana.locator('.ballot [type=submit]').tap();
  await soon(() => lead.locator('.vote-running [role=status]').innerText()).toBe('1 de 3 pessoas votaram');
  await vote(lead, 'close').click();
  await soon(() => lead.locator('.vote-table .vote-count').allInnerTexts()).toEqual(['1', '1', '0', '0', '0', '0']);
  await soon(() => lead.locator('.vote-table .vote-mark.right').count()).toBeGreaterThan(0);

  // 75-84: held at one exercise, which is graded; a near miss, a hint, the right answer
  await lead.locator('#class-pace').selectOption('locked');
  await soon(() => card(ben, TICKS_VOTE).evaluate((element) => element.hasAttribute('inert'))).toBe(true);
  expect(await card(ben, GRADED).evaluate((element) => element.hasAttribute('inert'))).toBe(false);
  const link = formatPermalink({ place: GRADED, steps: [{ line: 'docker ps -a' }] });
  await lead.locator('#class-machine').fill(`https://somewhere.example/pt-br/remover/${link}`);
  await lead.locator('form:has(#class-machine) [type=submit]').click();
  await bar(ben).getByRole('link', { name: 'Open this machine' }).click();
  await soon(() => ben.locator('.link-offer pre').innerText()).toBe('docker ps -a');
  await ben.locator('.link-offer .button:not(.primary)').click();

  // her machine, live: the wall and whoever goes along play what she runs; nothing of theirs changes
  const [stage] = await Promise.all([lead.context().waitForEvent('page'), lead.locator('[data-show=open]').press('Enter')]);
  await stage.locator('[data-show=start]').click();
  expect(new URL(stage.url()).hash, 'the secret is not in the address that a room can read').toBe('');
  await stage.locator('#machine-place').selectOption(GRADED);
  await stage.locator('.machine [name=command]').fill('docker rm velho');
  await stage.keyboard.press('Enter');
  for (const page of [wall, ben, ana])
    await soon(() => page.locator('.shown .entry .command').allInnerTexts()).toEqual(['$ docker rm velho']);
  await soon(() => ben.locator('.shown-head [role=status]').innerText()).toBe('after step 1 of 1');
  expect(await ben.locator('.machine .entry').count(), 'on the machine of Ben').toBe(0);
  await stage.locator('[data-show=stop]').click();
  await soon(() => wall.locator('.wall-scene').getAttribute('data-scene')).toBe('vote');
  await soon(() => ben.locator('.class-show').count()).toBe(0);
  await stage.close();

  await answer(ben, GRADED, ['docker rmi alpine:3.13']);
  await expectFeedback(ben, GRADED, 'near-miss', 'Almost');
  await soon(() => cellsOf(lead, 'Ben')).toEqual(['near-miss 1']);
  await lead.locator('.grade-cell.near-miss').press('Enter');
  await lead.locator('#class-hint').fill('Olhe o docker ps -a.');
  await lead.locator('form:has(#class-hint) [type=submit]').click();
  await soon(() => bar(ben).innerText()).toContain('Olhe o docker ps -a.');
  await lead.keyboard.press('Escape');

  // eyes up: what Ben was writing is there afterwards, and so is he; the plan's place is not this browser's
  const prompt = ben.locator('.machine [name=command]');
  await prompt.fill('docker ima');
  await lead.locator('[data-pause]').click();
  await bar(ben).getByText('Typing is paused').waitFor();
  await soon(() => wall.locator('.wall-pause').innerText()).toBe('Olhos aqui');
  await ben.keyboard.type('ges');
  expect(await card(ben, GRADED).evaluate((element) => element.hasAttribute('inert'))).toBe(true);
  await lead.locator('[data-pause]').click();
  await soon(() => prompt.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await prompt.inputValue()).toBe('docker ima');
  await lead.evaluate(() => localStorage.clear());
  await lead.reload();
  const places = () =>
    lead
      .locator('.plan-blocks li')
      .evaluateAll((all) => all.flatMap((item, at) => (item.hasAttribute('aria-current') ? [at] : [])));
  await soon(places).toEqual([BLOCKS.graded]);
  await lead.locator('.plan summary').click();

  // Caio loses the network, and once more with the page closed: what he wrote arrives later, once
  const TRIED = ['docker rmi alpine:3.13'];
  await answerByTouch(caio, GRADED, TRIED);
  await expectFeedback(caio, GRADED, 'near-miss', 'Quase');
  await soon(() => cellsOf(lead, 'Caio')).toEqual(['near-miss 1']);
  await caio.context().setOffline(true);
  await answerByTouch(caio, GRADED, [...TRIED, ...TRIED]);
  await soon(() => bar(caio).innerText()).toContain('1 resposta esperando');
  await caio.context().setOffline(false);
  await soon(() => cellsOf(lead, 'Caio')).toEqual(['near-miss 2']);
  await caio.context().setOffline(true);
  await answerByTouch(caio, GRADED, ['docker rm velho', 'docker rmi alpine:3.13']);
  await expectFeedback(caio, GRADED, 'passed', 'Certo');
  const lateCaio = await caio.context().newPage();
  await caio.close();
  await caio.context().setOffline(false);
  await lateCaio.goto('/pt-br/remover/');
  await soon(() => cellsOf(lead, 'Caio')).toEqual(['passed 3']);

  // 84-90: times, a name, another device; the table goes home, the class goes away
  await goToBlock(lead, 'exit');
  await ana.locator('.ticket form').waitFor();
  for (const option of ['once', 'kept', 'download']) await ana.locator(`.ticket [value=${option}]`).tap();
  await ana.locator('#ticket-text').fill('A soma, e o <b>rmi</b>.');
  await ana.locator('.ticket [type=submit]').tap();
  await soon(() => ana.locator('.ticket-filed .met').count()).toBe(2);
  await lead.locator('[data-ticket=read]').click();
  await soon(() => lead.locator('.ticket-texts').innerText()).toBe('Ana A soma, e o <b>rmi</b>.');
  await lead.locator('[data-window=now]').click();
  await soon(() => bar(ben).innerText()).toContain('closed');
  const phone = await open(browser, PHONE);
  const [, returnCode = ''] = await ana.locator('.return-code code').allInnerTexts();
  await phone.goto(`/pt-br/turma/#${code}`);
  await phone.getByRole('button', { name: 'Já estive nesta turma' }).tap();
  await phone.locator('#class-return').fill(returnCode);
  await phone.locator('form:has(#class-return) [type=submit]').tap();
  await soon(() => phone.locator('.learner-room .lead').innerText()).toContain('Você é Ana');
  const [download] = await Promise.all([lead.waitForEvent('download'), lead.getByRole('button', { name: 'Baixar CSV' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  await lead.getByRole('button', { name: 'Apagar a turma' }).click();
  await soon(() => ana.locator('[role=alert]').allInnerTexts()).toContain('Esta turma não existe. Talvez tenha sido apagada.');
  await soon(() => lead.locator('#class-title').count()).toBe(1);
  await close(lead.context(), ana.context(), ben.context(), lateCaio.context(), phone.context());
}, 120_000);
