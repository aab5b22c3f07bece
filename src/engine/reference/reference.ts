/**
 * Names of images (distribution/reference `normalize.go` and `reference.go`; SEMANTICS section 1, "References").
 *
 *     reference = name [ ":" tag ] [ "@" digest ]
 *     name      = [ domain "/" ] component { "/" component }
 *     domain    = label { "." label } [ ":" digits ]
 *     component = word { ( "." | "_" | "__" | "-" { "-" } ) word }      word = [a-z0-9]+
 *     tag       = [A-Za-z0-9_] { [A-Za-z0-9_.-] }                       128 characters at most
 *     digest    = algorithm ":" hex                                     32 digits at least; sha256 has 64
 *
 * What stands before the first `/` is a domain only if it has `.` or `:`, is `localhost` or, for the client, has an upper-case letter.
 */
import type { Digest } from '../oci/digest.ts';
import type { ReferenceDialect } from './reference-error.ts';
import { InvalidReferenceError } from './reference-error.ts';

export interface Reference {
  /** `docker.io`, `localhost:5000` */
  readonly domain: string;
  /** with `library/` where the Hub has it */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

const DEFAULT_DOMAIN = 'docker.io';
export const DEFAULT_TAG = 'latest';
const LEGACY_DOMAIN = 'index.docker.io';
const OFFICIAL_PREFIX = 'library/';
const MAX_NAME = 255;

const IDENTIFIER = /^[a-f0-9]{64}$/;
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::[0-9]+)?$`);
const IPV6_DOMAIN = /^\[(?:[a-fA-F0-9:]+)\](?::[0-9]+)?$/;
const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAIL =
  /^([^:@]*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;
/** A domain that only the client takes for one. */
const DIALECT_DOMAIN = /[A-Z[]/;
const DIGEST_LENGTHS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** The same few names are read again with every command. */
const parsed: Readonly<Record<ReferenceDialect, Map<string, Reference>>> = { daemon: new Map(), client: new Map() };
const MAX_PARSED = 5000;

/** @throws InvalidReferenceError */
export function parseReference(text: string, dialect: ReferenceDialect = 'daemon'): Reference {
  const known = parsed[dialect].get(text);
  if (known !== undefined) return known;
  const reference = parseAnew(text, dialect);
  if (parsed[dialect].size >= MAX_PARSED) parsed[dialect].clear();
  parsed[dialect].set(text, reference);
  // what the client has read is sent to the daemon next, and both read alike what this has no part in
  if (
    dialect === 'client' &&
    !DIALECT_DOMAIN.test(reference.domain) &&
    nameLength(reference.domain, reference.path, 'daemon') <= MAX_NAME
  )
    rememberReference(text, reference);
  return reference;
}

/** What is formatted here is read back later: `text` means this for the daemon. */
export function rememberReference(text: string, reference: Reference): void {
  if (parsed.daemon.size >= MAX_PARSED) parsed.daemon.clear();
  parsed.daemon.set(text, reference);
}

function parseAnew(text: string, dialect: ReferenceDialect): Reference {
  if (IDENTIFIER.test(text)) throw new InvalidReferenceError('reference.identifier', { text, dialect });
  const { domain, remainder } = splitDomain(text, dialect);
  const colon = remainder.indexOf(':');
  const repository = colon < 0 ? remainder : remainder.slice(0, colon);
  if (repository.toLowerCase() !== repository)
    throw new InvalidReferenceError('reference.uppercase', { text, dialect, repository });
  // the client knows addresses of IPv6, and the daemon does not
  if (dialect === 'client' && IPV6_DOMAIN.test(domain)) return parseAnew(text, 'daemon');
  const match = TAIL.exec(remainder);
  const path = match?.[1] ?? '';
  if (match === null || !PATH.test(path) || !DOMAIN.test(domain))
    throw new InvalidReferenceError('reference.invalid', { text, dialect });
  if (nameLength(domain, path, dialect) > MAX_NAME) throw new InvalidReferenceError('reference.nameTooLong', { text, dialect });
  const tag = match[2];
  const digest = match[3];
  if (digest !== undefined) checkDigest(digest, text, dialect);
  return {
    domain,
    path,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest: digest as Digest }),
  };
}

/** Full form, as the reference store keeps it: `docker.io/library/alpine:3.13`. */
export function formatReference(reference: Reference): string {
  return formatTail(`${reference.domain}/${reference.path}`, reference);
}

/** Repository as docker shows it: `alpine`, `shop/base`, `localhost:5000/a/b`. */
export function familiarName(reference: Reference): string {
  if (reference.domain !== DEFAULT_DOMAIN) return `${reference.domain}/${reference.path}`;
  const { path } = reference;
  return path.startsWith(OFFICIAL_PREFIX) && !path.includes('/', OFFICIAL_PREFIX.length)
    ? path.slice(OFFICIAL_PREFIX.length)
    : path;
}

/** Whole reference as docker shows it. */
export function familiarString(reference: Reference): string {
  return formatTail(familiarName(reference), reference);
}

/** `:latest` where there is neither tag nor digest. */
export function withDefaultTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: DEFAULT_TAG } : reference;
}

/** The repository alone. */
export function withoutTail(reference: Reference): Reference {
  return { domain: reference.domain, path: reference.path };
}

/** Same repository: what `docker rmi` and the table of images compare by. */
export function isSameRepository(a: Reference, b: Reference): boolean {
  return a.domain === b.domain && a.path === b.path;
}

function formatTail(name: string, reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return reference.digest === undefined ? name + tag : `${name}${tag}@${reference.digest}`;
}

function splitDomain(text: string, dialect: ReferenceDialect): { domain: string; remainder: string } {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  if (slash >= 0 && isDomain(first, dialect)) {
    const domain = first === LEGACY_DOMAIN ? DEFAULT_DOMAIN : first;
    return { domain, remainder: official(domain, text.slice(slash + 1)) };
  }
  return { domain: DEFAULT_DOMAIN, remainder: official(DEFAULT_DOMAIN, text) };
}

function isDomain(first: string, dialect: ReferenceDialect): boolean {
  if (/[.:]/.test(first) || first === 'localhost') return true;
  return dialect === 'client' && first.toLowerCase() !== first;
}

function official(domain: string, remainder: string): string {
  return domain === DEFAULT_DOMAIN && !remainder.includes('/') ? OFFICIAL_PREFIX + remainder : remainder;
}

/** The older parser counts the domain too. */
function nameLength(domain: string, path: string, dialect: ReferenceDialect): number {
  return dialect === 'daemon' ? domain.length + 1 + path.length : path.length;
}

function checkDigest(digest: string, text: string, dialect: ReferenceDialect): void {
  const colon = digest.indexOf(':');
  const length = DIGEST_LENGTHS.get(digest.slice(0, colon));
  const hex = digest.slice(colon + 1);
  if (length === undefined) throw new InvalidReferenceError('reference.digestAlgorithm', { text, dialect });
  if (hex.length !== length) throw new InvalidReferenceError('reference.digestLength', { text, dialect });
  if (hex !== hex.toLowerCase()) throw new InvalidReferenceError('reference.invalid', { text, dialect });
}
