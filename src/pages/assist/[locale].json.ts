/** The words of the help while writing, for a page that needs them: more than every page should carry. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { LOCALES, type Locale, pickMessages } from '../../i18n/index.ts';

interface Props {
  readonly locale: Locale;
}

export const getStaticPaths = (() => LOCALES.map((locale) => ({ params: { locale }, props: { locale } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(JSON.stringify(pickMessages(props.locale, ['help'])), { headers: { 'Content-Type': 'application/json' } });
