import { expect, test } from 'vitest';
import { inlineText, Paragraphs } from './inline-text.tsx';

/** Elements as `<tag>…</tag>`, what is text stays. */
function show(child: unknown): string {
  if (Array.isArray(child)) return child.map(show).join('');
  if (typeof child === 'object' && child !== null && 'type' in child && 'props' in child) {
    const { type, props } = child as { type: string | ((given: unknown) => unknown); props: { children?: unknown } };
    if (typeof type === 'function') return show(type(props));
    return `<${type}>${show(props.children)}</${type}>`;
  }
  return String(child);
}

test.each([
  { text: 'plain', shown: 'plain' },
  { text: 'a `b -c` d', shown: 'a <code>b <span>-c</span></code> d' },
  { text: '**a `b`** and _c_', shown: '<strong>a <code>b</code></strong> and <em>c</em>' },
  { text: 'snake_case_name stays', shown: 'snake_case_name stays' },
  { text: '`**not strong**`', shown: '<code>**not strong**</code>' },
  { text: '`` a ` b ``', shown: '<code>a ` b</code>' },
  { text: '<b>no tag</b>', shown: '<b>no tag</b>' },
  { text: 'open ` stays', shown: 'open ` stays' },
])('$text', ({ text, shown }) => {
  expect(show(inlineText(text))).toBe(shown);
});

test('paragraphs, and a block that keeps its lines and its marks', () => {
  const text = 'a\nb `c`\n\n```\nFROM a\n  RUN `b` **c**\n```\n\nd';
  expect(show(Paragraphs({ text }).props.children)).toBe(
    '<p>a b <code>c</code></p><pre><code>FROM a\n  RUN `b` **c**</code></pre><p>d</p>',
  );
});
