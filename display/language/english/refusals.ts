import type { RefusalFacts } from '../../../engine/protocol/messages.js';

/** What the server refuses, by its word for programs; from what the refusal names. */
export type Refusals = Record<string, (facts: RefusalFacts) => string>;

/** Refusals that a person can meet on a page. For others the server's own sentence is shown. */
export const refusals = {
  'unknown-work': ({ asked }) => `There is no work ${asked} here.`,
  'unknown-layer': ({ work, asked }) => `Work ${work} has no layer ${asked}.`,
  'unknown-moment': ({ work, block }) => `Nothing is known of work ${work} at block ${block}.`,
  'unknown-token': () => 'There is no such token here.',
  'unknown-message': () => 'The layer does not say that any more. Look again.',
  'malformed-manifest': ({ work }) => `Work ${work} cannot be shown: what describes it on chain is malformed.`,
  'other-model': ({ work }) => `Work ${work} is painted by a model that this gallery does not have.`,
  'not-ready': () => 'The gallery is still reading the chain. Ask again in a moment.',
  'shutting-down': () => 'The gallery is being restarted. Ask again in a moment.',
  'not-kept': () => 'The gallery could not write that down. Nothing has changed; try again in a moment.',
  'internal-fault': () => 'Something failed in the gallery. Nothing of yours is lost; try again.',
  'chain-silent': () => 'The chain does not answer. Ask again in a moment.',
  'too-many-requests': ({ seconds }) => `That was asked too often. Ask again in ${seconds} s.`,
  'too-many-paintings': ({ seconds }) => `You look faster than the gallery paints. Ask again in ${seconds} s.`,
  'too-many-stills': ({ seconds }) => `That was asked too often. Ask again in ${seconds} s.`,
  'painters-busy': ({ seconds }) => `Every painter is at work. Ask again in ${seconds} s.`,
  'composer-busy': ({ seconds }) => `Every picture that can be made at once is being made. Ask again in ${seconds} s.`,
  'painting-failed': ({ seconds }) => `This picture could not be painted. It is tried again in ${seconds} s.`,
  'spotlight-off': () => 'The house does not let visitors light layers now.',
  'spotlight-full': ({ seconds }) => `Many visitors are waiting for their light. Ask again in ${seconds} s.`,
  'no-relayer': () => 'This gallery sends nothing for owners. Send it from your own account.',
  'not-the-owner': () => 'The layer belongs to somebody else by now, so your signature counts for nothing.',
  'relayer-spent': ({ seconds }) =>
    `The gallery has sent as much for you as it does in a day. Send it from your own account, or ask again in ${Math.ceil(Number(seconds) / 60)} min.`,
  'relayer-busy': () => 'Much waits to be sent by the gallery. Ask again in a moment.',
  'relayer-empty': () => 'The gallery’s account for gas is empty. Send it from your own account.',
  'too-dear': () => 'Checking your signature takes more gas than the gallery pays for. Send it from your own account.',
  'fee-too-high': () => 'The gallery does not pay this message’s fee. Post it from your own account.',
  'no-picture': () => 'This is no picture. Choose a PNG, JPEG or WebP file.',
  'unusable-picture': () => 'This picture cannot be read. Choose another.',
  'no-encoder': () => 'This layer cannot be found by a picture.',
  'other-kind': ({ seen, own }) =>
    `The model takes this picture for “${seen}” and cannot place it among its pictures of “${own}”. Nothing was moved.`,
  'encoder-silent': () => 'The model’s encoder does not answer. Ask again in a moment.',
  'body-too-large': () => 'That is larger than the gallery reads.',
  'unknown-code': ({ code }) =>
    `No screen waits with the code ${code}. A code is good for ten minutes: use the one the screen shows now.`,
  'unknown-screen': () => 'This screen is not paired any more.',
  'screen-away': ({ name }) => `${name} is not connected, so it cannot be told.`,
  'screen-silent': ({ name }) => `${name} was told, and did not answer in time.`,
  'too-many-pairings': () => 'As many screens as may be are waiting to be paired.',
  'unknown-playlist': () => 'This playlist is gone.',
  'playlist-in-use': ({ users }) => `${listed(users)} shows this playlist. Assign something else first.`,
  'unknown-group': () => 'This group is gone.',
  'in-other-group': ({ screen, group }) => `${screen} is in the group ${group} already, and can be in one only.`,
} satisfies Refusals;

const listed = (names: RefusalFacts[string] | undefined) => [names].flat().join(', ');
