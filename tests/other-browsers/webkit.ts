/** WebKit as GNOME builds it, driven by its own WebDriver: what is nearest to Safari on a Linux. */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyActions, type OtherBrowser, scrollTo, untilTrue } from './browser.ts';

const DISPLAY = ':77';
/** The key under which WebDriver hands an element out. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export async function startWebkit(port: number): Promise<OtherBrowser> {
  const home = mkdtempSync(join(tmpdir(), 'camadas-webkit-'));
  const [binary] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser');
  if (binary === undefined) throw new Error('webkit2gtk-driver has no MiniBrowser');
  const screen = spawn('Xvfb', [DISPLAY, '-screen', '0', '1440x1000x24'], { stdio: 'ignore' });
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // its sandbox needs what a container has not
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  /** What comes back is as the protocol says of the path. */
  async function send<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: (T & { error?: string; message?: string }) | null };
    if (value?.error !== undefined) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value as T;
  }
  await untilTrue('WebKitWebDriver answers', async () => (await send<{ ready: boolean }>('GET', '/status')).ready === true);
  const options = { binary, args: ['--automation'] };
  const { sessionId, capabilities } = await send<{ sessionId: string; capabilities: { browserVersion: string } }>(
    'POST',
    '/session',
    {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    },
  );
  const at = `/session/${sessionId}`;
  async function find(value: string): Promise<string> {
    const found = await send<Record<typeof ELEMENT, string>>('POST', `${at}/element`, { using: 'css selector', value });
    return `${at}/element/${found[ELEMENT]}`;
  }
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    open: (url) => send('POST', `${at}/url`, { url }),
    read: (expression) => send('POST', `${at}/execute/sync`, { script: `return ${expression}`, args: [] }),
    type: (text) => send('POST', `${at}/actions`, { actions: keyActions(text) }),
    async click(selector) {
      await send('POST', `${at}/execute/sync`, { script: scrollTo(selector), args: [] });
      await send('POST', `${await find(selector)}/click`, {});
    },
    choose: async (selector, text) => send('POST', `${await find(selector)}/value`, { text }),
    async close() {
      await send('DELETE', at).catch(() => undefined);
      driver.kill();
      screen.kill();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
