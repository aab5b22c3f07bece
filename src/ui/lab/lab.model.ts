/** All machines of a page, which of them is looked at, and which bytes are pointed at: the picture, the terminal and the cards share it. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type KeptPlace, placeKey } from '../keep/kept.ts';
import { createStorage, type Storage } from '../kit/storage.ts';
import type { BegunSession } from './begin-session.ts';
import type { LabClient } from './lab-client.ts';
import type { LabPlace } from './lab-place.ts';
import type { SessionId } from './protocol.ts';
import { createSessionModel, type SessionModel } from './session.model.ts';

export interface LabModel {
  readonly places: ReadonlySignal<readonly LabPlace[]>;
  readonly active: ReadonlySignal<SessionModel>;
  /** first 12 digits of what is pointed at, in the picture or the terminal */
  readonly lit: Signal<string | undefined>;
  /** Phones: the machine's sheet is up. */
  readonly isSheetOpen: Signal<boolean>;
  activate(id: SessionId): void;
  session(id: SessionId): SessionModel;
  /** Another machine beside those of the exercises; nothing happens where it is known. */
  addPlace(place: LabPlace): void;
}

export interface LabModelOptions {
  /** under which the choice of place is kept */
  readonly page: string;
  /** at least one */
  readonly places: readonly [LabPlace, ...LabPlace[]];
  readonly client: LabClient;
  readonly storage: Storage;
  /** on the first of the places */
  readonly begun?: BegunSession;
}

export function createLabModel({ page, places: given, client, storage, begun }: LabModelOptions): LabModel {
  const sessions = new Map<SessionId, SessionModel>();
  const key = placeKey(page);
  const hasBegun = begun !== undefined && begun.runs.length > 0;
  const places = signal<readonly [LabPlace, ...LabPlace[]]>(given);
  const activeId = signal<SessionId>((hasBegun ? begun?.id : undefined) ?? storage.read<KeptPlace>(key, 1)?.id ?? given[0].id);

  function session(id: SessionId): SessionModel {
    const place = places.value.find((one) => one.id === id) ?? places.value[0];
    const known = sessions.get(place.id);
    if (known !== undefined) return known;
    const made = createSessionModel({
      place,
      client,
      storage: place.exercise === undefined ? createStorage() : storage,
      ...(begun?.id === place.id ? { begun } : {}),
    });
    sessions.set(place.id, made);
    return made;
  }

  // it goes on at once, whichever is looked at
  if (hasBegun) session(begun.id);

  return {
    places,
    active: computed(() => session(activeId.value)),
    lit: signal(undefined),
    isSheetOpen: signal(false),
    activate(id) {
      if (id === activeId.value) return;
      activeId.value = id;
      if (given.some((place) => place.id === id)) storage.write<KeptPlace>(key, { version: 1, id });
    },
    session,
    addPlace(place) {
      if (places.value.every(({ id }) => id !== place.id)) places.value = [...places.value, place];
    },
  };
}
