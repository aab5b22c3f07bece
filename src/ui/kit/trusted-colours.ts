/** Markup of coloured code, which is nothing but `<span class>`: apart from `trusted-types.ts`, which every page loads. */
import { type Policy, trustedTypes } from './trusted-types.ts';

let colours: Policy | undefined;

/**
 * @param html of highlighted code
 * @returns the same as the page's policy wants it
 * @throws TypeError where there is any other element in it
 */
export function trustColours(html: string): string {
  colours ??= trustedTypes()?.createPolicy('camadas', { createHTML: onlySpans });
  return colours === undefined ? html : (colours.createHTML(html) as string);
}

export function onlySpans(html: string): string {
  if (/<(?!\/span>|span(?: class="[\w -]*")?>)/.test(html)) throw new TypeError('coloured code is spans and nothing else');
  return html;
}
