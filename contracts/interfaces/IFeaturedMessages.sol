// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  IFeaturedMessages
/// @notice One live message a token: its owner's text and link, shown beside the work. The text lives in the event;
///         storage keeps one slot a token. A message belongs to an ownership epoch and is over when the token moves on.
interface IFeaturedMessages {
    /// @notice The caller does not own the token.
    error NotTokenOwner(address caller, uint256 tokenId);
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

    /// @notice The token's live message is now this one. `epoch` is the ownership epoch it belongs to.
    event MessagePosted(uint256 indexed tokenId, address indexed by, uint48 epoch, string text, string link);
    /// @notice The owner took the live message down.
    event MessageCleared(uint256 indexed tokenId, address indexed by);
    /// @notice A moderator hid the live message, or showed it again. Nothing else is in a moderator's power.
    event MessageHidden(uint256 indexed tokenId, address indexed by, bool hidden);

    /// @notice The payee took the fees collected so far.
    event FeesWithdrawn(address indexed to, uint256 amount);

    /// @notice Posts the token's message, replacing the live one.
    function post(uint256 tokenId, string calldata text, string calldata link) external payable;

    /// @notice Takes the live message down.
    function clear(uint256 tokenId) external;

    /// @notice Hides the live message, or shows it again.
    function hide(uint256 tokenId, bool hidden) external;

    /// @notice Sends every fee collected so far to `to`. The payee's.
    function withdraw(address to) external;

    /// @return contentHash  the first 16 bytes of keccak256(abi.encode(text, link)) of the last message
    /// @return postedAt     when the token last posted, unix seconds; 0 for never
    /// @return live         whether the token has a message of its present owner's epoch, hidden or not
    /// @return hidden       whether a moderator hid the last message
    function messageOf(uint256 tokenId)
        external
        view
        returns (bytes16 contentHash, uint40 postedAt, bool live, bool hidden);

    /// @return The contract whose tokens may post.
    function layerToken() external view returns (address);

    /// @return wei to send with a post.
    function fee() external view returns (uint256);

    /// @return seconds between two posts of one token.
    function cooldown() external view returns (uint256);
}
