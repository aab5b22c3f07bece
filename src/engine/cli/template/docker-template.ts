/**
 * Templates with docker's functions. The same few formats come again and again (`docker ps` has one of its own for each call), so those that
 * could be parsed are kept.
 */
import { parseTemplate, type Template } from './parse-template.ts';
import { TEMPLATE_FUNCTIONS } from './template-functions.ts';

const MAX_KEPT = 100;
const MAX_LENGTH = 1000;
const kept = new Map<string, Template>();

/** @param name what errors call it @throws TemplateError */
export function parseDockerTemplate(source: string, name = ''): Template {
  const key = `${name}\0${source}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const template = parseTemplate(source, (word) => TEMPLATE_FUNCTIONS.has(word), name);
  if (source.length > MAX_LENGTH) return template;
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, template);
  return template;
}
