/**
 * The site's own HTTP server: the built pages, the language of `/`, the registry under `/v2/`, and whatever Astro answers at request
 * time. Read only but for the classroom: nothing but GET and HEAD gets past the first check, unless Astro has routes of its own.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { findLocale, LOCALES, localeCode } from '../i18n/locales.ts';
import { chooseLocale, findCookieLocale, formatLocaleCookie } from './choose-locale.ts';
import type { LazyClassroom } from './lazy-classroom.ts';
import type { RegistryRoute } from './registry-route.ts';
import { type Reply, redirectReply, sendReply, textReply } from './reply.ts';
import { reportError } from './report-error.ts';
import { securityHeaders } from './security-headers.ts';
import type { SiteFiles } from './site-files.ts';

const MAX_URL_LENGTH = 4096;
const MAX_HEADER_BYTES = 16_384;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 15_000;

/** Astro's handler of pages that are made when asked for; calls `next` where it has none. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

export interface ServerParts {
  readonly files: SiteFiles;
  readonly registry?: RegistryRoute;
  readonly pages?: PageHandler;
  readonly classroom?: LazyClassroom;
}

export function createSiteServer(parts: ServerParts): Server {
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  return createServer(limits, (request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      reportError({ level: 'error', what: 'page', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      if (response.headersSent) response.destroy();
      else sendReply(request, response, textReply(500, 'Internal server error'));
    });
  });
}

const METHOD_REFUSED = textReply(405, 'Only GET and HEAD', { allow: 'GET, HEAD' });

function isRead(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

async function answer(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [asked = ''] = (request.url ?? '').split(/[?#]/);
  if (parts.classroom?.takes(asked) === true) return parts.classroom.handle(request, response, asked);
  const reply = await route(parts, request);
  if (reply !== undefined) return sendReply(request, response, reply);
  const refusal = isRead(request) ? await notFoundReply(parts.files, request) : METHOD_REFUSED;
  if (parts.pages === undefined) return sendReply(request, response, refusal);
  const headers = securityHeaders({ scripts: [], hasEditor: false, isPage: true });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  parts.pages(request, response, (error) => {
    sendReply(request, response, error === undefined ? refusal : textReply(500, 'Internal server error'));
  });
}

/** Undefined where neither the build nor a route of ours knows the path. */
async function route({ files, registry }: ServerParts, request: IncomingMessage): Promise<Reply | undefined> {
  const path = parsePath(request.url ?? '/');
  if (typeof path !== 'string') return path;
  if (registry !== undefined && (path === '/v2' || path.startsWith('/v2/'))) return registry(request);
  if (!isRead(request)) return undefined;
  if (path === '/healthz') return textReply(200, 'ok');
  if (path === '/') return rootReply(request);
  if (files.has(path)) return pageReply(files, request, path);
  if (path.endsWith('/') && files.has(`${path}index.html`)) return pageReply(files, request, `${path}index.html`);
  if (files.has(`${path}/index.html`)) return redirectReply(308, `${encodeURI(path)}/${queryOf(request)}`);
  return undefined;
}

function parsePath(url: string): string | Reply {
  if (url.length > MAX_URL_LENGTH) return textReply(414, 'The address is too long');
  const [path = ''] = url.split(/[?#]/);
  try {
    const decoded = decodeURIComponent(path);
    if (decoded.startsWith('/') && !decoded.startsWith('//') && !decoded.includes('\0')) return decoded;
  } catch {
    // falls through: a broken percent code
  }
  return textReply(400, 'The address cannot be read');
}

function queryOf(request: IncomingMessage): string {
  const url = request.url ?? '';
  return url.includes('?') ? url.slice(url.indexOf('?')) : '';
}

export function rootReply(request: IncomingMessage): Reply {
  const locale = chooseLocale(request.headers.cookie, request.headers['accept-language']);
  return redirectReply(302, `/${localeCode(locale)}/${queryOf(request)}`, {
    vary: 'Cookie, Accept-Language',
    'set-cookie': formatLocaleCookie(locale),
  });
}

/** A page in one language makes that language the choice for `/`. */
async function pageReply(files: SiteFiles, request: IncomingMessage, path: string): Promise<Reply> {
  const reply = await files.reply(request, path);
  const locale = findLocale(path.split('/')[1] ?? '');
  if (locale === undefined || !path.endsWith('.html') || findCookieLocale(request.headers.cookie) === locale) return reply;
  return { ...reply, headers: { ...reply.headers, 'set-cookie': formatLocaleCookie(locale) } };
}

async function notFoundReply(files: SiteFiles, request: IncomingMessage): Promise<Reply> {
  const [, first = ''] = (request.url ?? '').split(/[/?]/);
  const asked = findLocale(first) ?? chooseLocale(request.headers.cookie, request.headers['accept-language']);
  for (const locale of [asked, ...LOCALES]) {
    for (const page of [`/${localeCode(locale)}/404.html`, `/${localeCode(locale)}/404/index.html`]) {
      if (files.has(page)) return files.reply(request, page, 404);
    }
  }
  return files.has('/404.html') ? files.reply(request, '/404.html', 404) : textReply(404, 'Not found');
}
