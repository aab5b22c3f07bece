/** Debian's Firefox, driven by WebDriver BiDi, which it speaks itself. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyActions, type OtherBrowser, scrollTo, untilTrue } from './browser.ts';

/** A mouse, which a machine without a screen has not: Monaco waits for one. */
const PREFERENCES = `user_pref("ui.primaryPointerCapabilities", 6);
user_pref("ui.allPointerCapabilities", 6);
`;

interface Answer {
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

interface Evaluated {
  readonly result?: { readonly value: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

export async function startFirefox(port: number): Promise<OtherBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'camadas-firefox-'));
  writeFileSync(join(profile, 'user.js'), PREFERENCES);
  const firefox = spawn('firefox-esr', ['--headless', '--no-remote', `--remote-debugging-port=${port}`, '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile },
  });
  const line = await connect(`ws://127.0.0.1:${port}/session`);
  const { capabilities } = await line.send<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: {} });
  const { contexts } = await line.send<{ contexts: [{ context: string }] }>('browsingContext.getTree', {});
  const [{ context }] = contexts;
  async function find(value: string) {
    const { nodes } = await line.send<{ nodes: [{ sharedId: string }] }>('browsingContext.locateNodes', {
      context,
      locator: { type: 'css', value },
    });
    const [{ sharedId }] = nodes;
    return { sharedId };
  }
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    open: async (url) => void (await line.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async read(expression) {
      const target = { context };
      const { result, exceptionDetails } = await line.send<Evaluated>('script.evaluate', {
        expression,
        target,
        awaitPromise: true,
      });
      if (result === undefined) throw new Error(exceptionDetails?.text);
      return result.value;
    },
    type: async (text) => void (await line.send('input.performActions', { context, actions: keyActions(text) })),
    async click(selector) {
      await line.send('script.evaluate', { expression: scrollTo(selector), target: { context }, awaitPromise: false });
      const origin = { type: 'element', element: await find(selector) };
      const move = { type: 'pointerMove', x: 0, y: 0, origin };
      const press = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }));
      await line.send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions: [move, ...press] }] });
    },
    async choose(selector, path) {
      await line.send('input.setFiles', { context, element: await find(selector), files: [path] });
    },
    async close() {
      line.close();
      firefox.kill();
      await new Promise((resolve) => firefox.once('exit', resolve));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function connect(address: string) {
  let socket: WebSocket | undefined;
  await untilTrue('Firefox takes connections', async () => {
    const one = new WebSocket(address);
    await new Promise((resolve, reject) => {
      one.onopen = resolve;
      one.onerror = reject;
    });
    socket = one;
    return true;
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let next = 1;
  if (socket !== undefined) {
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data));
      waiting.get(message.id)?.(message);
    };
  }
  return {
    /** What comes back is as the protocol says of the method. */
    async send<T>(method: string, params: object): Promise<T> {
      const id = next++;
      const { result, error, message } = await new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
        socket?.send(JSON.stringify({ id, method, params }));
      });
      waiting.delete(id);
      if (error !== undefined) throw new Error(`${method}: ${error}: ${message}`);
      return result as T;
    },
    close: () => socket?.close(),
  };
}
