/** The registry's answers that are JSON: lists, and errors with the codes of distribution-spec 1.1 ("Error Codes"). */
import { utf8 } from '../bytes/utf8.ts';
import type { HttpResponse } from '../ports.ts';

export const API_VERSION = { 'docker-distribution-api-version': 'registry/2.0' };
const JSON_TYPE = 'application/json; charset=utf-8';

export function json(
  status: number,
  value: object,
  headers: Readonly<Record<string, string>> = {},
  type: string = JSON_TYPE,
): HttpResponse {
  const body = utf8(`${JSON.stringify(value)}\n`);
  return { status, headers: { ...API_VERSION, ...bodyHeaders(type, body.length), ...headers }, body };
}

export function refuse(
  status: number,
  code: string,
  message: string,
  detail: object | null,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return json(status, { errors: [{ code, message, detail }] }, headers);
}

export function bodyHeaders(type: string, length: number): { 'content-type': string; 'content-length': string } {
  return { 'content-type': type, 'content-length': String(length) };
}
