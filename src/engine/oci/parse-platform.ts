/** `linux/arm64/v8` (containerd `platforms/platforms.go` Parse and Normalize). */
import type { Platform } from './manifest.ts';
import { HOST_PLATFORM } from './platform.ts';

const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' '),
);
const ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const NAMES = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm'],
  ['armel', 'arm'],
]);

/** What is not said is as here. What is wrong is said in containerd's words. */
export function parsePlatform(specifier: string): Platform | { readonly problem: string } {
  const wrong = (why: string) => ({ problem: `"${specifier}": ${why}: invalid argument` });
  const parts = specifier.split('/');
  const odd = parts.find((part) => !/^[A-Za-z0-9_-]+$/.test(part));
  if (odd !== undefined)
    return {
      problem: `"${odd}" is an invalid component of "${specifier}": platform specifier component must match "^[A-Za-z0-9_-]+$": invalid argument`,
    };
  const [first = '', second, variant] = parts.map((part) => part.toLowerCase());
  if (parts.length > 3) return wrong('cannot parse platform specifier');
  const os = first === 'macos' ? 'darwin' : first;
  if (second !== undefined) {
    const architecture = NAMES.get(second) ?? second;
    return { os, architecture, ...(variant === undefined || isDefault(architecture, variant) ? {} : { variant }) };
  }
  if (SYSTEMS.has(os)) return { os, architecture: HOST_PLATFORM.architecture };
  const architecture = NAMES.get(first) ?? first;
  if (ARCHITECTURES.has(architecture)) return { os: HOST_PLATFORM.os, architecture };
  return wrong('unknown operating system or architecture');
}

function isDefault(architecture: string, variant: string): boolean {
  return (architecture === 'arm64' && /^v?8$/.test(variant)) || (architecture === 'amd64' && variant === 'v1');
}
