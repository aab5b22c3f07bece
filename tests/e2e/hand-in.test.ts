/** A class without a server: one learner's answers as a file, and the instructor's table of such files, which plays them anew. */
import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { describe, expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { answer, expectFeedback, soon, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: { ...WIDE, acceptDownloads: true } });
const ID = 'remove-without-forcing';

describe.each([
  {
    lesson: '/pt-br/remover/',
    handIn: '/pt-br/entregar/',
    grade: '/pt-br/corrigir/',
    words: {
      passed: 'Certo',
      save: 'Salvar as respostas',
      csv: 'Baixar CSV',
      near: 'quase',
      right: 'certo',
      forged: 'não é um arquivo',
    },
  },
  {
    lesson: '/en/removing/',
    handIn: '/en/hand-in/',
    grade: '/en/grade/',
    words: {
      passed: 'Correct',
      save: 'Save the answers',
      csv: 'Download CSV',
      near: 'almost',
      right: 'correct',
      forged: 'is no file',
    },
  },
])('$handIn', ({ lesson, handIn, grade, words }) => {
  test('what was answered is saved, played anew, and becomes a table', async ({ page }) => {
    await page.goto(handIn);
    await soon(() => page.locator('#hand-in .note').count()).toBe(1);
    await page.goto(lesson);
    await answer(page, ID, ['docker rm velho', 'docker rmi alpine:3.13']);
    await expectFeedback(page, ID, 'passed', words.passed);
    await page.goto(handIn);
    await soon(() => page.locator('.answer-list li').count()).toBe(1);
    const save = page.getByRole('button', { name: words.save });
    await save.click();
    await soon(() => page.locator('.hand-in .problem').innerText()).not.toBe('');
    await page.locator('#hand-in-name').fill('Ana Lima');
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toBe('camadas-Ana-Lima.json');
    const saved = await readFile(await download.path(), 'utf8');

    const forged = saved
      .replace('Ana Lima', 'Bia')
      .replace('docker rm velho', 'echo done')
      .replace('"answer":{', '"verdict":"passed","answer":{');
    expect(forged).not.toBe(saved);
    const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(grade);
    await page.locator('#grade-files').setInputFiles([file('ana.json', saved), file('bia.json', forged), file('cat.json', 'meow')]);
    const cells = page.locator('.grade-cell');
    await soon(() => cells.evaluateAll((all) => all.map((cell) => cell.className.replace('grade-cell ', '')))).toEqual([
      'passed',
      'near-miss',
    ]);
    expect(await cells.nth(0).getAttribute('aria-label')).toContain(words.right);
    expect(await cells.nth(1).getAttribute('aria-label')).toContain(words.near);
    expect(await page.locator('.grade-problems').innerText()).toContain(`cat.json: ${words.forged}`);
    await cells.nth(1).press('Enter');
    await soon(() => page.locator('dialog.review .entry').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('echo done')]),
    );
    await page.keyboard.press('Escape');
    // a ZIP as a course makes it, with the same file in it, one more person, and something that is no file of answers
    const inFolder = (text: string) => new TextEncoder().encode(text);
    const zip = zipSync({
      'Ana_1_file/camadas-Ana.json': inFolder(saved),
      'Caio_2_file/camadas-Caio.json': inFolder(saved.replace('Ana Lima', 'Caio').replace(/"id":"[0-9a-f]/, '"id":"g')),
      'Dora_3_file/essay.pdf': inFolder('%PDF'),
    });
    await page.locator('#grade-files').setInputFiles({ name: 'all.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
    await soon(() => page.locator('.lead-grid tbody th').allInnerTexts()).toEqual(['Ana Lima', 'Bia', 'Caio']);
    expect(await page.locator('.grade-problems strong').allInnerTexts(), 'Bia has what Ana saved').toEqual([
      'bia.json',
      'cat.json',
      'all.zip › Ana_1_file/camadas-Ana.json',
      'all.zip › Dora_3_file/essay.pdf',
    ]);
    await soon(() => page.locator('.clusters .cluster-who').allInnerTexts()).toEqual(['Ana Lima, Caio', 'Bia']);
    const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.csv }).click()]);
    const rows = (await readFile(await table.path(), 'utf8')).split('\r\n');
    expect(rows.slice(1).map((row) => row.split(/[;,]/))).toEqual([
      ['Ana Lima', '1', '1'],
      ['Bia', '0', '0'],
      ['Caio', '1', '1'],
      [''],
    ]);
    expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
  });
});
