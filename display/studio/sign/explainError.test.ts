import {
  type Abi,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  HttpRequestError,
  InsufficientFundsError,
  TransactionExecutionError,
  UserRejectedRequestError,
} from 'viem';
import { featuredMessagesAbi } from '../../../engine/abi/featuredMessages.gen.js';
import { layerTokenAbi } from '../../../engine/abi/layerToken.gen.js';
import { explainError } from './explainError.js';

const subject = { title: 'Ridge', owner: 'Demo owner 2' };
const caller = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';

const reverted = (abi: Abi, errorName: string, args: readonly unknown[] = []) =>
  new ContractFunctionExecutionError(
    new ContractFunctionRevertedError({
      abi,
      data: encodeErrorResult({ abi, errorName, args }),
      functionName: 'setStyle',
    }),
    { abi, functionName: 'setStyle', args: [] },
  );

/** What only creating, selling and moderating can meet; the studio calls nothing that throws these. */
const NOT_FOR_OWNERS = [
  'AccountBalanceOverflow',
  'BalanceQueryForZeroAddress',
  'NotOwnerNorApproved',
  'TokenAlreadyExists',
  'TransferFromIncorrectOwner',
  'TransferToNonERC721ReceiverImplementer',
  'TransferToZeroAddress',
  'NotArtist',
  'NotModerator',
  'NotPayee',
  'NoRecipient',
  'UnknownWork',
  'SeriesCapExceeded',
  'BadLayerCount',
  'BadFirstWord',
  'BadBounds',
  'BadManifestLength',
  'BadRoyalty',
  'FullMulDivFailed',
  'MetadataIsFrozen',
];

const errors = [layerTokenAbi, featuredMessagesAbi].flatMap((abi: Abi) =>
  abi.filter((item) => item.type === 'error').map((item) => ({ abi, item })),
);

const EXAMPLES: Record<string, unknown> = { address: caller, bytes: '0x', bytes32: `0x${'0'.repeat(64)}` };
const exampleOf = (type: string) => EXAMPLES[type] ?? 1n;

describe('explainError', () => {
  it('tells a non-owner whose layer it is', () => {
    expect(explainError(reverted(layerTokenAbi, 'NotStyler', [caller, 65_539n]), subject)).toBe(
      'Only the owner of this layer, or somebody the owner lent it to, may restyle it: it belongs to Demo owner 2.',
    );
  });

  it('tells that somebody was faster', () => {
    expect(explainError(reverted(layerTokenAbi, 'StaleRevision', [65_539n, 3, 4]), subject)).toMatch(
      /^Somebody changed this layer meanwhile: your preview is refreshed\./,
    );
  });

  it('names a bad character of a link by its position, counted from one', () => {
    expect(explainError(reverted(featuredMessagesAbi, 'BadLink', [30n, 200n, 12n]), subject)).toContain('character 13');
  });

  it('has words of its own for every error an owner can meet', () => {
    const met = errors.filter(({ item }) => !NOT_FOR_OWNERS.includes(item.name));
    expect(met.length).toBeGreaterThan(12);
    for (const { abi, item } of met) {
      const words = explainError(
        reverted(
          abi,
          item.name,
          item.inputs.map(({ type }) => exampleOf(type)),
        ),
        subject,
      );
      expect(words).toMatch(/^[A-Z].*[.…]$/);
      expect(words).not.toContain(item.name);
    }
  });

  it('names an error it has no words for, so that it can be looked up', () => {
    expect(explainError(reverted(layerTokenAbi, 'NotArtist', [caller]), subject)).toContain('NotArtist');
  });

  it.each([
    [new UserRejectedRequestError(new Error('User rejected')), 'You declined in your wallet.'],
    [new InsufficientFundsError(), 'not enough ether'],
    [new HttpRequestError({ url: '/rpc', status: 502 }), 'The chain cannot be reached'],
  ])('finds the cause inside a failed transaction', (cause, words) => {
    const failed = new TransactionExecutionError(cause as UserRejectedRequestError, { account: null });
    expect(explainError(failed, subject)).toContain(words);
  });

  it('passes on what an unknown error says', () => {
    expect(explainError(new Error('the wallet is locked'), subject)).toContain('the wallet is locked');
  });
});
