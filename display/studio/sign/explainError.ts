import {
  BaseError,
  ChainMismatchError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  SwitchChainError,
  TimeoutError,
  UserRejectedRequestError,
} from 'viem';
import { formatEth } from '../../design/formatEth.js';
import { language, words } from '../../language/words.js';
import { FetchError } from '../../work/fetchJson.js';

/** What the refused act was about, in words that fit into a sentence. */
export interface Subject {
  /** The layer's title. */
  title: string;
  /** What its owner is called. */
  owner: string;
}

type Explain = (args: readonly unknown[], subject: Subject) => string;

const say = words.studio.errors;
const sold = words.market.errors;

/** Every refusal of the contracts that a page can meet, by the error's name in Solidity. */
const CONTRACT_ERRORS: Record<string, Explain> = {
  NotStyler: (_, { owner }) => say.notStyler(owner),
  StaleRevision: () => say.staleRevision,
  StyleFrozen: (_, { title }) => say.styleFrozen(title),
  NoUpdatesLeft: (_, { title }) => say.noUpdatesLeft(title),
  NothingChanged: (_, { title }) => say.nothingChanged(title),
  LeverOutOfBounds: ([lever, value, max]) => say.leverOutOfBounds(Number(lever) + 1, String(value), String(max)),
  MalformedChanges: () => say.malformedChanges,
  UnknownToken: (_, { title }) => say.unknownToken(title),
  TokenDoesNotExist: (_, { title }) => say.tokenDoesNotExist(title),
  NoStyleChanges: () => say.noStyleChanges,
  SignatureExpired: ([deadline]) => say.signatureExpired(clock(Number(deadline))),
  SignatureRevoked: (_, { title }) => say.signatureRevoked(title),
  BadSignature: () => say.badSignature,
  StaleMessage: (_, { title }) => say.staleMessage(title),
  TraitDoesNotExist: () => say.traitDoesNotExist,
  TraitNotSettable: () => say.traitNotSettable,
  BadTraitValue: () => say.badTraitValue,
  ValueNotAccepted: () => say.valueNotAccepted,
  NotTokenOwner: (_, { owner }) => say.notTokenOwner(owner),
  BadText: ([length, max]) => (Number(length) === 0 ? say.noText : say.longText(String(length), String(max))),
  BadLink: ([, max, position]) => say.badLink(Number(position) + 1, String(max)),
  WrongFee: ([, fee]) => say.wrongFee(formatEth(BigInt(String(fee)))),
  CoolingDown: ([, readyAt], { title }) => say.coolingDown(title, clock(Number(readyAt))),
  NoMessage: (_, { title }) => say.noMessage(title),
  NotForSale: () => sold.notForSale,
  PriceMoved: ([, , price]) => sold.priceMoved(formatEth(BigInt(String(price)))),
  StyleMoved: () => sold.styleMoved,
  TooFewUpdatesLeft: () => sold.tooFewUpdates,
  BadPurchaseCount: ([, max]) => sold.badCount(String(max)),
  WrongValue: () => sold.wrongValue,
  NotOwnerNorApproved: () => sold.notApproved,
  NotInAuction: () => sold.notInAuction,
  BidTooLow: ([, , least]) => sold.bidTooLow(formatEth(BigInt(String(least)))),
  AuctionOver: () => sold.auctionOver,
  AuctionNotOver: () => sold.auctionNotOver,
};

/** Why something did not happen, as a sentence for the person who wanted it. Never empty, never a stack trace. */
export function explainError(error: unknown, subject: Subject): string {
  if (error instanceof FetchError) return explainRelayed(error, subject);
  if (!(error instanceof BaseError)) return unexpected(error);
  const causes = causesOf(error);
  const revert = causes.find((cause) => cause instanceof ContractFunctionRevertedError);
  if (revert) return explainRevert(revert, subject);
  for (const [kind, words] of WALLET_ERRORS) if (causes.some((cause) => cause instanceof kind)) return words;
  return unexpected(error);
}

/** In order of what explains most, as one error may be the cause of another of the list. */
const WALLET_ERRORS: readonly [abstract new (...args: never[]) => Error, string][] = [
  [UserRejectedRequestError, say.rejected],
  [InsufficientFundsError, say.noFunds],
  [ChainMismatchError, say.otherChain],
  [SwitchChainError, say.cannotSwitch],
  [TimeoutError, say.timeout],
  [HttpRequestError, say.unreachable],
];

function explainRevert({ data, reason, signature }: ContractFunctionRevertedError, subject: Subject): string {
  const explain = data && CONTRACT_ERRORS[data.errorName];
  if (explain) return explain(data.args ?? [], subject);
  return say.unknownRevert(data?.errorName ?? reason ?? signature ?? say.nothing);
}

/** What the contract would say to the relayer is said as if it had been asked from here. */
function explainRelayed({ message, refusal }: FetchError, subject: Subject): string {
  const { contractError, args = [] } = refusal?.facts ?? {};
  const explain = refusal?.error === 'would-revert' ? CONTRACT_ERRORS[String(contractError)] : undefined;
  return explain ? explain([args].flat(), subject) : message;
}

function causesOf(error: Error): Error[] {
  return error.cause instanceof Error ? [error, ...causesOf(error.cause)] : [error];
}

function unexpected(error: unknown): string {
  const said = error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error);
  return say.unexpected(said || say.nothing);
}

const clock = (unixSeconds: number) =>
  new Date(unixSeconds * 1000).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
