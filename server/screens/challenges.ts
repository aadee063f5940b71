/** The challenges that screens sign, by the token they are injected with. */
export const CHALLENGES = Symbol('Challenges');
