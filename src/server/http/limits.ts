/** How much one address, one learner, one class may ask. In memory: with several processes each counts its own. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../domain/refusal.ts';

/** points per seconds. A whole school comes from one address, so what costs little is generous; guessing is not. */
const RULES = {
  requestsOfAddress: [6000, 60],
  classesOfAddress: [30, 3600],
  joinsOfAddress: [600, 60],
  joinsOfClass: [1200, 60],
  wrongOfAddress: [40, 600],
  wrongSecretsOfAddress: [200, 600],
  wrongOfClass: [200, 600],
  answersOfLearner: [40, 60],
  showsOfClass: [120, 60],
  requestsOfMember: [600, 60],
} as const satisfies Readonly<Record<string, readonly [points: number, seconds: number]>>;

export type LimitName = keyof typeof RULES;

export interface RateLimits {
  /** Counts one. @throws Refusal */
  take(limit: LimitName, key: string): Promise<void>;
  /** Refuses where the limit is used up, without counting. @throws Refusal */
  check(limit: LimitName, key: string): Promise<void>;
}

/** @param factor to multiply what is allowed, for measuring */
export function createRateLimits(factor = 1): RateLimits {
  const limiters = new Map(
    Object.entries(RULES).map(([name, [points, duration]]) => [
      name,
      { points: points * factor, limiter: new RateLimiterMemory({ points: points * factor, duration, keyPrefix: name }) },
    ]),
  );
  const limiterOf = (name: LimitName) => {
    const found = limiters.get(name);
    if (found === undefined) throw new RangeError(name);
    return found;
  };
  return {
    async take(name, key) {
      try {
        await limiterOf(name).limiter.consume(key);
      } catch (error) {
        throw error instanceof RateLimiterRes ? tooMany(error) : error;
      }
    },
    async check(name, key) {
      const { limiter, points } = limiterOf(name);
      const state = await limiter.get(key);
      if (state !== null && state.consumedPoints >= points) throw tooMany(state);
    },
  };
}

function tooMany({ msBeforeNext }: RateLimiterRes): Refusal {
  return new Refusal('too-many-requests', { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
}
