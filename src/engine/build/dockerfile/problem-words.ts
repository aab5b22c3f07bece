/** Docker's sentence for every problem of a Dockerfile, in the words of each builder. */

import { durationProblem } from '../../go/duration.ts';
import { goQuote } from '../../go/quote.ts';
import type { Frontend } from './frontend.ts';
import type { Problem, ProblemDetail } from './problem.ts';

/** The whole message: with `dockerfile parse error line 2: ` and the like in front. @param name of the file, as it was asked for */
export function formatProblem(problem: Problem, frontend: Frontend, name = 'Dockerfile'): string {
  const sentence = formatDetail(problem.detail, frontend);
  if (problem.phase === 'instruction')
    return `dockerfile parse error${frontend === 'buildkit' ? ' on' : ''} line ${problem.line}: ${sentence}`;
  return problem.phase === 'syntax' && frontend === 'classic' ? `failed to parse ${name}: ${sentence}` : sentence;
}

export function formatDetail(detail: ProblemDetail, frontend: Frontend): string {
  const isClassic = frontend === 'classic';
  switch (detail.code) {
    case 'dockerfile.empty':
      return 'the Dockerfile cannot be empty';
    case 'dockerfile.noInstructions':
      return 'file with no instructions';
    case 'dockerfile.noStage':
      return 'no build stage in current context';
    case 'dockerfile.unterminatedHeredoc':
      return 'unterminated heredoc';
    case 'dockerfile.lineTooLong':
      return `dockerfile line greater than max allowed size of ${detail.max}`;
    case 'dockerfile.unknownInstruction':
      return isClassic
        ? `unknown instruction: ${detail.instruction.toUpperCase()}`
        : `unknown instruction: ${detail.instruction}${didYouMean(detail.suggestion)}`;
    case 'dockerfile.repeatedDirective':
      return `only one ${detail.directive} parser directive can be used`;
    case 'dockerfile.escapeToken':
      return `invalid escape token '${detail.token}' does not match \` or \\`;
    case 'dockerfile.twoArguments':
      return `${detail.instruction} must have two arguments`;
    case 'dockerfile.atLeastOneArgument':
      return `${detail.instruction} requires at least one argument`;
    case 'dockerfile.exactlyOneArgument':
      return `${detail.instruction} requires exactly one argument`;
    case 'dockerfile.noDestination':
      return `${detail.instruction} requires at least two arguments, but only one was provided. Destination could not be determined`;
    case 'dockerfile.blankName':
      return `${detail.instruction} names can not be blank`;
    case 'dockerfile.missingEquals':
      return `Syntax error - can't find = in ${goQuote(detail.word)}. Must be of the form: name=value`;
    case 'dockerfile.notStrings':
      return 'when using JSON array syntax, arrays must be comprised of strings only';
    case 'dockerfile.fromArguments':
      return 'FROM requires either one or three arguments';
    case 'dockerfile.stageName':
      return `invalid name for build stage: ${goQuote(detail.name)}, name can't start with a number or contain symbols`;
    case 'dockerfile.unknownFlag':
      return isClassic ? `Unknown flag: ${detail.flag}` : `unknown flag: --${detail.flag}${didYouMean(detail.suggestion)}`;
    case 'dockerfile.flagNoValue':
      return isClassic ? `Missing a value on flag: ${detail.flag}` : `missing a value on flag: --${detail.flag}`;
    case 'dockerfile.duplicateFlag':
      return isClassic ? `Duplicate flag specified: ${detail.flag}` : `duplicate flag specified: --${detail.flag}`;
    case 'dockerfile.flagNotBoolean':
      return isClassic
        ? `Expecting boolean value for flag ${detail.flag}, not: ${detail.value}`
        : `expecting boolean value for flag --${detail.flag}, not: ${detail.value}`;
    case 'dockerfile.onbuildChain':
      return "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed";
    case 'dockerfile.onbuildTrigger':
      return `${detail.trigger} isn't allowed as an ONBUILD trigger`;
    case 'dockerfile.shellNotJson':
      return 'SHELL requires the arguments to be in JSON form';
    case 'dockerfile.volumeEmpty':
      return 'VOLUME specified can not be an empty string';
    case 'dockerfile.heredocDestination':
      return `${detail.instruction} cannot accept a heredoc as a destination`;
    case 'dockerfile.healthcheckNone':
      return 'HEALTHCHECK NONE takes no arguments';
    case 'dockerfile.healthcheckNoCommand':
      return 'Missing command after HEALTHCHECK CMD';
    case 'dockerfile.healthcheckType':
      return `Unknown type ${goQuote(detail.type)} in HEALTHCHECK (try CMD)`;
    case 'dockerfile.healthcheckRetries':
      return isClassic
        ? `--retries must be at least 1 (not ${detail.retries})`
        : `--retries cannot be negative (${detail.retries})`;
    case 'dockerfile.notInteger':
      return `strconv.ParseInt: parsing ${goQuote(detail.value)}: invalid syntax`;
    case 'dockerfile.shortInterval':
      return `Interval ${goQuote(detail.flag)} cannot be less than 1ms`;
    case 'dockerfile.duration':
      return durationProblem(detail.value, detail.fault, detail.unit);
    default:
      return formatMountDetail(detail);
  }
}

type MountDetail = Extract<ProblemDetail, { readonly code: `mount.${string}` | `run.${string}` }>;

function formatMountDetail(detail: MountDetail): string {
  switch (detail.code) {
    case 'mount.type':
      return `unsupported mount type ${goQuote(detail.type)}${didYouMean(detail.suggestion)}`;
    case 'mount.csv':
      return `failed to parse csv mounts: parse error on line 1, column ${detail.column}: ${detail.fault === 'bareQuote' ? 'bare " in non-quoted-field' : 'extraneous or missing " in quoted-field'}`;
    case 'mount.unexpectedKey':
      return `unexpected key '${detail.key}' for mount type '${detail.type}'`;
    case 'mount.unknownKey':
      return `unexpected key '${detail.key}' in '${detail.field}'${didYouMean(detail.suggestion)}`;
    case 'mount.notPair':
      return `invalid field '${detail.field}' must be a key=value pair`;
    case 'mount.fromVariable':
      return `'${detail.key}' doesn't support variable expansion, define alias stage instead`;
    case 'mount.value':
      return `invalid value for ${detail.key}: ${detail.value}`;
    case 'mount.number':
      return `invalid value ${detail.value} for ${detail.key}`;
    case 'mount.sharing':
      return `unsupported sharing value ${goQuote(detail.value)}`;
    case 'mount.notAllowed':
      return `${detail.key} not allowed for ${goQuote(detail.type)} type mounts`;
    case 'mount.sharingType':
      return `invalid cache sharing set for ${detail.type} mount`;
    case 'mount.secretFrom':
      return 'secret mount should not have a from';
    case 'mount.secretNameless':
      return 'invalid secret mount. one of source, target required';
    case 'mount.secretSourceAndId':
      return "both source and id can't be set";
    case 'run.network':
      return `unsupported network mode ${goQuote(detail.value)}`;
    case 'run.security':
      return `security ${goQuote(detail.value)} is not valid`;
    default: {
      const unreachable: never = detail;
      return unreachable;
    }
  }
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
}
