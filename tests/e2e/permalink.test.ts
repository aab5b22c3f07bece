/** A link with commands: copied, opened in the other language, run only when the learner says so; a damaged one changes nothing. */
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { command, openAt, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: { ...WIDE, permissions: ['clipboard-read', 'clipboard-write'] } });

test('steps travel in the fragment, and what they replace stays as a branch', async ({ page }) => {
  await openAt(page, '/en/removing/', 'remove-without-forcing');
  await command(page, 'docker rm velho');
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('button', { name: 'Copy a link to these steps' }).press('Enter');
  await soon(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#steps=1.');
  const { hash } = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  await command(page, 'docker images -q');

  await page.goto(`/pt-br/remover/${hash}`);
  const offer = page.getByRole('region', { name: 'O link traz 1 comando' });
  expect(await offer.locator('pre').innerText()).toBe('docker rm velho');
  await soon(() => terminalText(page)).toContain('docker images -q');
  await offer.getByRole('button', { name: 'Executar', exact: true }).press('Enter');
  await soon(() => terminalText(page)).not.toContain('docker images -q');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('tab', { name: 'Passos' }).click();
  await page.getByRole('button', { name: 'depois do passo 1: docker images -q (1 passo)', exact: true }).press('Enter');
  await soon(() => terminalText(page)).toContain('docker images -q');

  await page.goto('/en/removing/');
  await page.goto(`/en/removing/${hash.slice(0, -7)}`);
  await page.reload();
  await page.getByRole('alert').getByText('This link is damaged').waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).press('Enter');
  await soon(() => terminalText(page)).toContain('docker images -q');
});
