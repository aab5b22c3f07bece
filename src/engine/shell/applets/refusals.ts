/** Programs that would need a screen or a network: they say so in a way that a learner understands. */
import { complain } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { cat } from './cat.ts';

/** An editor needs a terminal that one types into. */
export function* editor(call: Call): Sys<number> {
  return yield* fail(call, 'full-screen programs are not simulated here; write files with echo, printf or cat <<EOF', 1);
}

/** There is no network in a container here. */
export function* wget(call: Call): Sys<number> {
  const url = call.args.find((arg) => !arg.startsWith('-')) ?? '';
  const host = url.replace(/^[a-z]+:\/\//, '').replace(/[/:].*$/, '');
  return yield* fail(call, `bad address '${host}'`);
}

export function* curl(call: Call): Sys<number> {
  const url = call.args.find((arg) => !arg.startsWith('-')) ?? '';
  const host = url.replace(/^[a-z]+:\/\//, '').replace(/[/:].*$/, '');
  yield* complain(call.self, `curl: (6) Could not resolve host: ${host}\n`);
  return 6;
}

export function* ping(call: Call): Sys<number> {
  const host = call.args.find((arg) => !arg.startsWith('-')) ?? '';
  return yield* fail(
    call,
    call.flavour === 'gnu' ? `${host}: Temporary failure in name resolution` : `bad address '${host}'`,
    call.flavour === 'gnu' ? 2 : 1,
  );
}

/** A pager that is not at a terminal passes everything on. */
export function* pager(call: Call): Sys<number> {
  return yield* cat({ ...call, args: call.args.filter((arg) => !arg.startsWith('-') || arg === '-') });
}
