/** For a container's health check, where there is no curl: exit status 0 where the server on this machine answers `/healthz`. */
const { PORT = '4321' } = process.env;

const isWell = await fetch(`http://127.0.0.1:${PORT}/healthz`, { signal: AbortSignal.timeout(2500) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exitCode = isWell ? 0 : 1;

export {};
