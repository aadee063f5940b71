import {
  BaseError,
  ChainMismatchError,
  ContractFunctionRevertedError,
  formatEther,
  HttpRequestError,
  InsufficientFundsError,
  SwitchChainError,
  TimeoutError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
} from 'viem';

/** What the refused act was about, in words that fit into a sentence. */
export interface Subject {
  /** The layer's title. */
  title: string;
  /** What its owner is called. */
  owner: string;
}

type Explain = (args: readonly unknown[], subject: Subject) => string;

/** Every refusal of the two contracts that the studio can meet, by the error's name in Solidity. */
const CONTRACT_ERRORS: Record<string, Explain> = {
  NotStyler: (_, { owner }) =>
    `Only the owner of this layer, or somebody the owner lent it to, may restyle it: it belongs to ${owner}.`,
  StaleRevision: () => 'Somebody changed this layer meanwhile: your preview is refreshed. Look again, then sign again.',
  StyleFrozen: (_, { title }) => `${title} was frozen by its owner. Its style is final and can never change again.`,
  NoUpdatesLeft: (_, { title }) => `${title} had a limited number of restyles, and all of them are used.`,
  NothingChanged: (_, { title }) => `${title} already looks like this, so there is nothing to sign.`,
  LeverOutOfBounds: ([lever, value, max]) =>
    `Lever ${Number(lever) + 1} cannot stand at ${value}: its largest value is ${max}. Reload the page.`,
  MalformedChanges: () => 'The contract did not understand this restyle. Reload the page and try again.',
  UnknownToken: (_, { title }) =>
    `The contract knows no layer like ${title}. The page may be of another chain: reload it.`,
  TokenDoesNotExist: (_, { title }) =>
    `Nobody owns ${title} on this chain. The page may be of another chain: reload it.`,
  NoStyleChanges: () => 'No layer was named, so there is nothing to sign.',
  SignatureExpired: ([deadline]) => `This signature was good until ${clock(Number(deadline))}. Sign again.`,
  SignatureRevoked: (_, { title }) =>
    `${title} changed hands, or its signatures were revoked, since this one was made. Sign again.`,
  BadSignature: () => 'This is not the signature of the owner on this chain. Sign again with the account of the owner.',
  StaleMessage: (_, { title }) => `${title} has spoken since this message was signed. Sign it again.`,
  TraitDoesNotExist: () => 'The contract knows no such trait. Reload the page and try again.',
  TraitNotSettable: () => 'This trait follows from restyling and freezing, and cannot be set by itself.',
  BadTraitValue: () => 'The value is too large for a lever. Reload the page and try again.',
  ValueNotAccepted: () => 'A restyle costs nothing but gas, and no ether may be sent with it.',
  NotTokenOwner: (_, { owner }) => `Only the owner of this layer may do this: it belongs to ${owner}.`,
  BadText: ([length, max]) =>
    Number(length) === 0
      ? 'The message is empty. Write a few words first.'
      : `The message takes ${length} bytes and the chain holds ${max}. Shorten it a little.`,
  BadLink: ([, max, position]) =>
    `The link cannot be used: see its character ${Number(position) + 1}. It starts with https://, has no spaces, quotes or brackets, and at most ${max} characters.`,
  WrongFee: ([, fee]) =>
    `The fee for a message is ${formatEther(BigInt(String(fee)))} ETH now. Reload the page and post again.`,
  CoolingDown: ([, readyAt], { title }) =>
    `${title} spoke a short while ago. Its next message may be posted from ${clock(Number(readyAt))}.`,
  NoMessage: (_, { title }) => `${title} has no message to take down.`,
};

/** Why something did not happen, as a sentence for the person who wanted it. Never empty, never a stack trace. */
export function explainError(error: unknown, subject: Subject): string {
  if (!(error instanceof BaseError)) return unexpected(error);
  const causes = causesOf(error);
  const revert = causes.find((cause) => cause instanceof ContractFunctionRevertedError);
  if (revert) return explainRevert(revert, subject);
  for (const [kind, words] of WALLET_ERRORS) if (causes.some((cause) => cause instanceof kind)) return words;
  return unexpected(error);
}

/** In order of what explains most, as one error may be the cause of another of the list. */
const WALLET_ERRORS: readonly [abstract new (...args: never[]) => Error, string][] = [
  [UserRejectedRequestError, 'You declined in your wallet. Nothing was sent, and nothing changed.'],
  [
    InsufficientFundsError,
    'This account has not enough ether for the transaction. Add some, or choose another account.',
  ],
  [ChainMismatchError, 'Your wallet is on another chain. Change it to the chain of this work and sign again.'],
  [SwitchChainError, 'Your wallet could not change to the chain of this work. Change it there and try again.'],
  [
    WaitForTransactionReceiptTimeoutError,
    'The transaction was sent and waits for its block longer than usual. It may still come.',
  ],
  [TimeoutError, 'The chain does not answer in time. Nothing is lost: try again in a moment.'],
  [HttpRequestError, 'The chain cannot be reached at the moment. Nothing is lost: try again in a moment.'],
];

function explainRevert({ data, reason, signature }: ContractFunctionRevertedError, subject: Subject): string {
  const explain = data && CONTRACT_ERRORS[data.errorName];
  if (explain) return explain(data.args ?? [], subject);
  return `The contract refused this without a reason the page knows (${data?.errorName ?? reason ?? signature ?? 'no reason given'}).`;
}

function causesOf(error: Error): Error[] {
  return error.cause instanceof Error ? [error, ...causesOf(error.cause)] : [error];
}

function unexpected(error: unknown): string {
  const said = error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error);
  return `That did not work, and nothing changed. The wallet or the chain said: ${said || 'nothing'}`;
}

const clock = (unixSeconds: number) =>
  new Date(unixSeconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
