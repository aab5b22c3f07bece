/** `FROM --platform`: everything here is linux/amd64, so it only matters whether it is a platform at all. */
import { StepError } from './config-change.ts';

/** `linux/amd64`, `linux`, `amd64` …: containerd's platforms, as far as wrong ones are concerned. @throws StepError */
export function checkPlatform(platform: string): void {
  if (platform === '') return;
  const known =
    /^(?:(?:linux|windows|darwin|freebsd)(?:\/[\w.-]+){0,2}|amd64|x86_64|arm64|aarch64|arm|armhf|386|i386|ppc64le|riscv64|s390x|local)$/i;
  if (known.test(platform)) return;
  throw new StepError(
    `failed to parse platform ${platform}: "${platform}": unknown operating system or architecture: invalid argument`,
  );
}
