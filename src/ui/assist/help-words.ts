/** What the engine finds, in the page's language. The words are fetched when something is first written. */
import type { CompletionItem, Diagnosis, Fix, HoverSubject } from '../../engine/index.ts';
import { formatMessage, type MessageParams, type Messages } from '../../i18n/format-message.ts';
import { formatBytes } from '../../i18n/format-number.ts';
import type { Locale } from '../../i18n/locales.ts';
import { siteRoot } from '../kit/site-root.ts';

export interface HelpWords {
  problem(diagnosis: Diagnosis): string;
  fix(fix: Fix): string;
  /** of a candidate of a completion: one sentence, where there is one */
  item(item: CompletionItem): string | undefined;
  /** paragraphs; `code` in backticks */
  hover(subject: HoverSubject): readonly string[];
}

const known = new Map<Locale, Promise<HelpWords>>();

/** Rejects where they do not arrive; the next call tries again. */
export function loadHelpWords(locale: Locale): Promise<HelpWords> {
  const loaded = known.get(locale) ?? fetchWords(locale);
  known.set(locale, loaded);
  loaded.catch(() => known.delete(locale));
  return loaded;
}

async function fetchWords(locale: Locale): Promise<HelpWords> {
  const response = await fetch(new URL(`assist/${locale}.json`, siteRoot()));
  if (!response.ok) throw new Error(`words of the help in ${locale}: ${response.status}`);
  return createHelpWords((await response.json()) as Messages, locale);
}

export function createHelpWords(messages: Messages, locale: Locale): HelpWords {
  const say = (key: string, params?: MessageParams): string => formatMessage(messages, locale, `help.${key}`, params);
  const find = (key: string): string | undefined => messages[`help.${key}`];
  /** `container run --rm`, `COPY --from`, `image ls`, `FROM` */
  const helpOn = (help: string): string | undefined => {
    const [name = '', flag] = help.split(' --');
    const key = name.toLowerCase().replaceAll(' ', '-');
    if (flag !== undefined) return find(`flag-of.${key}-${flag}`) ?? find(`flag.${flag}`);
    return find(`command.${key}`) ?? find(`instruction.${key}`);
  };

  function hover(subject: HoverSubject): readonly string[] {
    switch (subject.kind) {
      case 'command':
        return [
          helpOn(subject.help) ?? subject.short,
          `${say('hover.usage')}: \`${subject.usage.split('\n')[0]}\``,
          ...(subject.isSimulated ? [] : [say('hover.notSimulated')]),
        ];
      case 'flag':
        return [
          `\`${subject.name}\``,
          helpOn(subject.help) ?? subject.usage,
          ...(subject.default === undefined ? [] : [say('hover.default', { value: subject.default })]),
          ...(subject.isSimulated ? [] : [say('hover.notSimulated')]),
        ];
      case 'instruction':
        return [helpOn(subject.help) ?? subject.help];
      case 'instruction-flag': {
        const words = helpOn(subject.help);
        return words === undefined ? [] : [`\`${subject.name}\``, words];
      }
      case 'image':
        return [
          say('hover.image', { id: subject.id, names: subject.names.join(', ') }),
          `${say('hover.layers', { count: subject.layers })}, ${formatBytes(locale, subject.size)}`,
          say('hover.users', { count: subject.containers }),
        ];
      case 'container':
        return [
          say('hover.container', { name: subject.name, id: subject.id, image: subject.image, status: subject.status }),
          say('hover.written', { size: formatBytes(locale, subject.written) }),
        ];
    }
  }

  return {
    problem: ({ code, facts }) => say(`problem.${code}`, facts),
    fix: ({ kind, text }) => say(`fix.${kind}`, { text: text.trim() }),
    item: ({ help }) => (help === undefined ? undefined : helpOn(help)),
    hover,
  };
}
