// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IOwnerSigned} from "./IOwnerSigned.sol";

/// @title  IFeaturedMessages
/// @notice One live message a token: its owner's text and link, shown beside the work. The text lives in the event;
///         storage keeps one slot a token. A message belongs to an ownership epoch and is over when the token moves on.
///
///         The owner speaks, or the owner's delegate of delegate.xyz (registry v2, right `layermessage`), or anyone with
///         the owner's signature. Never an ERC-721 operator, nor the token's user.
interface IFeaturedMessages is IOwnerSigned {
    /// @notice What an owner signs (EIP-712) for others to bring: the arguments of `post`, bound to the owner, to the
    ///         token's `signatureEpochOf`, to `nonceOf` and to a deadline.
    /// @param deadline  unix seconds, the last second at which it is good
    struct Message {
        uint256 tokenId;
        string text;
        string link;
        address owner;
        uint48 epoch;
        uint32 nonce;
        uint64 deadline;
    }

    /// @notice The token has posted since the message was signed: it is at another nonce.
    error StaleMessage(uint256 tokenId, uint32 signedNonce, uint32 actualNonce);
    /// @notice A message is 1 to `max` bytes of UTF-8.
    error BadText(uint256 length, uint256 max);
    /// @notice A link is empty, or `https://` and at most `max` printable ASCII bytes without space, quotes,
    ///         angle brackets, backslash, caret, backtick, braces or pipe. `position` is the first bad byte.
    error BadLink(uint256 length, uint256 max, uint256 position);
    /// @notice The exact fee must be sent.
    error WrongFee(uint256 sent, uint256 fee);
    /// @notice The token's next message may be posted from `readyAt`, unix seconds.
    error CoolingDown(uint256 tokenId, uint256 readyAt);
    /// @notice The token has no live message.
    error NoMessage(uint256 tokenId);
    /// @notice The caller does not moderate messages.
    error NotModerator(address caller);
    /// @notice The caller is not the one the fees belong to.
    error NotPayee(address caller);
    /// @notice A withdrawal needs an account to go to.
    error NoRecipient();

    /// @notice The token's live message is now this one. `epoch` is the ownership epoch it belongs to.
    event MessagePosted(uint256 indexed tokenId, address indexed by, uint48 epoch, string text, string link);
    /// @notice The owner, or the owner's delegate, took the live message down.
    event MessageCleared(uint256 indexed tokenId, address indexed by);
    /// @notice A moderator hid the live message, or showed it again. Nothing else is in a moderator's power.
    event MessageHidden(uint256 indexed tokenId, address indexed by, bool hidden);

    /// @notice The payee took the fees collected so far.
    event FeesWithdrawn(address indexed to, uint256 amount);

    /// @notice Posts the token's message, replacing the live one, hidden or not. The owner's and the delegate's. Fails with
    ///         `NotTokenOwner`, `WrongFee`, `BadText`, `BadLink` or `CoolingDown`.
    /// @param text  1…280 bytes of UTF-8
    /// @param link  empty, or `https://` and up to 200 bytes in all
    function post(uint256 tokenId, string calldata text, string calldata link) external payable;

    /// @notice Posts the token's message for its owner, who signed it. Anyone may bring it, and pays the fee and the gas.
    ///         Fails as `post` does, and with `SignatureRevoked`, `StaleMessage`, `SignatureExpired` or `BadSignature`.
    function postBySig(Message calldata message, bytes calldata signature) external payable;

    /// @notice Takes the live message down, hidden or not. The owner's and the delegate's. Fails with `NotTokenOwner` or
    ///         `NoMessage`.
    function clear(uint256 tokenId) external;

    /// @notice Hides the live message, or shows it again. The moderator's. Fails with `NotModerator` or `NoMessage`.
    function hide(uint256 tokenId, bool hidden) external;

    /// @notice Sends every fee collected so far to `to`. The payee's. Fails with `NotPayee` or `NoRecipient`, and when `to`
    ///         refuses the value.
    function withdraw(address to) external;

    /// @return contentHash  the first 16 bytes of keccak256(abi.encode(text, link)) of the last message
    /// @return postedAt     when the token last posted, unix seconds; 0 for never
    /// @return live         whether the token has a message of its present owner's epoch, hidden or not
    /// @return hidden       whether a moderator hid the last message, unless it was taken down
    function messageOf(uint256 tokenId)
        external
        view
        returns (bytes16 contentHash, uint40 postedAt, bool live, bool hidden);

    /// @return How many messages the token has posted: what the next signed message is bound to.
    function nonceOf(uint256 tokenId) external view returns (uint32);

    /// @return The contract whose tokens may post.
    function layerToken() external view returns (address);

    /// @return wei to send with a post.
    function fee() external view returns (uint256);

    /// @return seconds between two posts of one token.
    function cooldown() external view returns (uint256);
}
