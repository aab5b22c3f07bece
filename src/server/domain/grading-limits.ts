import type { Limits } from '../../engine/index.ts';

/**
 * Below the engine's own, which are for a learner's page: no exercise comes near these, and a bomb ends sooner. Memory that is outside
 * of the JavaScript heap is bounded by these alone.
 */
export const GRADING_LIMITS: Partial<Limits> = { fileBytes: 400_000_000, unpackedBytes: 400_000_000, outputBytes: 1_000_000 };
