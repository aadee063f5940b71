/** An address names what is not there. `message` is a sentence to show. */
export class NothingThere extends Error {}
