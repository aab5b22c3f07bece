import { expect, test } from 'vitest';
import { readLineKey } from './line-keys.ts';

/** The text after the key, with `|` where the caret is. */
function press(keys: string, marked: string, killed = ''): string | undefined {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const parts = keys.split('+');
  const held = (name: string): boolean => parts.includes(name);
  const event = {
    key: parts.at(-1) ?? '',
    ctrlKey: held('Ctrl'),
    altKey: held('Alt'),
    metaKey: held('Meta'),
    shiftKey: held('Shift'),
  };
  const edit = readLineKey(event, text, caret, killed);
  return edit && `${text.slice(0, edit.from)}${edit.put}|${text.slice(edit.to)}`;
}

test.each([
  { keys: 'Ctrl+a', text: 'docker ps|', after: '|docker ps' },
  { keys: 'Ctrl+a', text: 'um\ndo|is', after: 'um\n|dois' },
  { keys: 'Ctrl+a', text: '|docker', after: undefined },
  { keys: 'Ctrl+e', text: 'do|cker ps\nls', after: 'docker ps|\nls' },
  { keys: 'Ctrl+u', text: 'docker |ps', after: '|ps' },
  { keys: 'Ctrl+u', text: 'um\ndois| tres', after: 'um\n| tres' },
  { keys: 'Ctrl+k', text: 'docker| ps\nls', after: 'docker|\nls' },
  { keys: 'Ctrl+k', text: 'docker|\nls', after: 'docker|ls' },
  { keys: 'Ctrl+k', text: '|', after: undefined },
  { keys: 'Ctrl+w', text: 'docker run alpine:3.13 |', after: 'docker run |' },
  { keys: 'Alt+Backspace', text: 'docker run alpine:3.13|', after: 'docker run alpine:3.|' },
  { keys: 'Alt+d', text: 'docker| run x', after: 'docker| x' },
  { keys: 'Ctrl+d', text: 'd|ocker', after: 'd|cker' },
  { keys: 'Ctrl+d', text: 'docker|', after: undefined },
  { keys: 'Ctrl+y', text: 'docker |', after: 'docker ps|' },
  { keys: 'Ctrl+Shift+k', text: 'do|cker', after: undefined },
  { keys: 'Ctrl+Alt+d', text: 'do|cker', after: undefined },
  { keys: 'Meta+a', text: 'do|cker', after: undefined },
  { keys: 'a', text: 'do|cker', after: undefined },
])('$keys in "$text"', ({ keys, text, after }) => {
  expect(press(keys, text, 'ps')).toBe(after);
});

test('with nothing cut, nothing comes back', () => {
  expect(press('Ctrl+y', 'x|')).toBeUndefined();
});
