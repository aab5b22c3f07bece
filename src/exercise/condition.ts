/**
 * What can be said about how an answer ended: tagged values over the outcome, never over the learner's text.
 *
 * Goals, near misses, dead ends and bonuses are all conditions, and `all`, `any` and `not` join them. They are plain JSON, so an
 * exercise travels to a worker or a server as it is. One evaluator each: `evaluate-*.ts`.
 *
 * References are written as for docker (`alpine:3.13`, or an ID). A condition about something that is not there is false.
 */

/** Both ends included; an absent end is open. */
export interface Amount {
  readonly min?: number;
  readonly max?: number;
}
export function exactly(n: number): Amount {
  return { min: n, max: n };
}
export function atLeast(n: number): Amount {
  return { min: n };
}
export function atMost(n: number): Amount {
  return { max: n };
}
export function isWithin(value: number, amount: Amount): boolean {
  return value >= (amount.min ?? Number.NEGATIVE_INFINITY) && value <= (amount.max ?? Number.POSITIVE_INFINITY);
}

/** Text is compared without the blanks at its ends. */
export type FileTest =
  | { readonly kind: 'present' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'equals'; readonly text: string }
  | { readonly kind: 'includes'; readonly text: string }
  | { readonly kind: 'owner'; readonly uid: number };

export type ContainerStatus = 'created' | 'running' | 'paused' | 'exited' | 'dead' | 'absent';

/** Regular expressions (JavaScript's, without flags) as text. */
export type Pattern = string;

export type Condition =
  | Composite
  | ImageCondition
  | FileCondition
  | ContainerCondition
  | StoreCondition
  | StepCondition
  | PredictionCondition;

export type Composite =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** Of the machine as the hidden commands left it, not as the answer did. */
  | { readonly kind: 'after-probes'; readonly of: Condition };

export type ImageCondition =
  | { readonly kind: 'image-exists'; readonly ref: string }
  /** Both names mean one image ID. */
  | { readonly kind: 'same-image'; readonly a: string; readonly b: string }
  /** Some tag of this repository is here: `node`, `loja/api`. */
  | { readonly kind: 'repository-exists'; readonly repository: string }
  /** Distinct image IDs that `docker images` lists. */
  | { readonly kind: 'image-count'; readonly is: Amount }
  /** Names with a tag. */
  | { readonly kind: 'tag-count'; readonly is: Amount }
  | { readonly kind: 'dangling-count'; readonly is: Amount }
  /** Bytes, as the SIZE column counts them. */
  | { readonly kind: 'image-size'; readonly ref: string; readonly is: Amount }
  | { readonly kind: 'layer-count'; readonly ref: string; readonly is: Amount }
  /** Layers in common, counted from the bottom. */
  | { readonly kind: 'shared-layers'; readonly a: string; readonly b: string; readonly is: Amount }
  /** Another image here is made of exactly the lowest `layers` layers of this one. */
  | { readonly kind: 'base-image-here'; readonly ref: string; readonly layers: number }
  /** `value` left out: any value. */
  | { readonly kind: 'image-env'; readonly ref: string; readonly name: string; readonly value?: string }
  | { readonly kind: 'image-env-mentions'; readonly ref: string; readonly text: string }
  | { readonly kind: 'image-command'; readonly ref: string; readonly command: readonly string[] }
  | { readonly kind: 'history-mentions'; readonly ref: string; readonly text: string };

export type FileCondition =
  /** What a container of the image would see. */
  | { readonly kind: 'file-in-image'; readonly ref: string; readonly path: string; readonly is: FileTest }
  | { readonly kind: 'file-in-container'; readonly container: string; readonly path: string; readonly is: FileTest }
  /** What the last start of a running container found there. */
  | { readonly kind: 'file-at-start'; readonly container: string; readonly path: string; readonly is: FileTest }
  /** In how many lines of the file the pattern is found. */
  | {
      readonly kind: 'lines-in-container-file';
      readonly container: string;
      readonly path: string;
      readonly pattern: Pattern;
      readonly is: Amount;
    }
  /** How many of the image's layers carry a file of this path in their own tar. */
  | { readonly kind: 'layers-with-file'; readonly ref: string; readonly path: string; readonly is: Amount }
  /** The layer (1 is the lowest) carries it. */
  | { readonly kind: 'file-in-layer'; readonly ref: string; readonly path: string; readonly layer: number }
  /** How many of the image's layers carry a whiteout of this path. */
  | { readonly kind: 'whiteouts'; readonly ref: string; readonly path: string; readonly is: Amount }
  /** How many of the image's layers hold the text in some file, seen or hidden. */
  | { readonly kind: 'layers-with-text'; readonly ref: string; readonly text: string; readonly is: Amount };

export type ContainerCondition =
  | { readonly kind: 'container-count'; readonly is: Amount }
  | { readonly kind: 'running-count'; readonly is: Amount }
  | { readonly kind: 'container-state'; readonly container: string; readonly is: ContainerStatus }
  /** The container by this name is the one that was there at the start, not another made since. */
  | { readonly kind: 'container-kept'; readonly container: string }
  | { readonly kind: 'container-uses'; readonly container: string; readonly ref: string }
  /** Starts of the container by this name, those of the start state included. */
  | { readonly kind: 'starts-of'; readonly container: string; readonly is: Amount }
  /** The container was started after its image had been deleted. */
  | { readonly kind: 'started-without-image'; readonly container: string }
  /** Containers that the answer created, whatever became of them. */
  | { readonly kind: 'created'; readonly is: Amount };

export type StoreCondition =
  | { readonly kind: 'store-layers'; readonly is: Amount }
  /** Bytes of all layers on disk, those that only a container holds included; with `containers` their writable layers too. */
  | { readonly kind: 'disk'; readonly containers: boolean; readonly is: Amount }
  /** Layers that the answer downloaded. */
  | { readonly kind: 'downloads'; readonly is: Amount };

export type StepCondition =
  /** Lines of the answer that ended with another status than 0, or in which a call of docker that does something did. */
  | { readonly kind: 'failed-count'; readonly is: Amount }
  /** Times the answer called docker to do something (`onlyLooks` in docker-call.ts). */
  | { readonly kind: 'command-count'; readonly is: Amount }
  /** This docker command was called, by whichever of its names (`rmi` is also `image rm`), and with one of `flags` where given. */
  | { readonly kind: 'used'; readonly command: string; readonly flags?: readonly string[] }
  /** A line whose text has the pattern was run. For programs that are not docker. */
  | { readonly kind: 'typed'; readonly pattern: Pattern }
  /** What was printed, both streams; of the lines that match `of` where given. */
  | { readonly kind: 'printed'; readonly pattern: Pattern; readonly of?: Pattern }
  | { readonly kind: 'last-printed'; readonly pattern: Pattern }
  /** What hidden command number `probe` printed, compared without the blanks at the ends. */
  | {
      readonly kind: 'probe-printed';
      readonly probe: number;
      readonly is: { readonly kind: 'equals' | 'includes'; readonly text: string };
    }
  /** Hidden rebuild number `probe` took every step whose text has the pattern from the cache, and there is one. */
  | { readonly kind: 'probe-cached'; readonly probe: number; readonly step: Pattern };

/** Over a prediction: near misses only. */
export type PredictionCondition =
  | { readonly kind: 'ticked'; readonly item: string }
  | { readonly kind: 'answered'; readonly field: string; readonly value: string };

export type ConditionKind = Condition['kind'];
