// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  ILayerLens
/// @notice A whole work in one `eth_call`, at one block: what a screen starts from and what a reorganisation is repaired
///         with. Reads, and never writes.
interface ILayerLens {
    /// @notice A token's message slot (IFeaturedMessages.messageOf).
    struct Message {
        bytes16 contentHash;
        uint40 postedAt;
        bool live;
        bool hidden;
    }

    /// @notice All that the contracts hold of one token.
    /// @param owner           who holds it
    /// @param user            who has it on loan (ERC-4907), or zero
    /// @param userExpires     the loan's last second, unix
    /// @param word            the style word
    /// @param bounds          12 × u16, the largest value of each lever
    /// @param epoch           how often it changed hands
    /// @param signatureEpoch  what a signature is bound to
    /// @param message         its message slot
    struct TokenState {
        address owner;
        address user;
        uint64 userExpires;
        uint256 word;
        uint256 bounds;
        uint48 epoch;
        uint48 signatureEpoch;
        Message message;
    }

    /// @notice A work and its tokens.
    /// @param blockNumber  the block all of it is read at
    /// @param entropy      the artist's 32 bytes
    /// @param tokens       by index: the master, then the layers back to front
    struct WorkState {
        uint256 blockNumber;
        bytes32 entropy;
        TokenState[] tokens;
    }

    /// @return The work, or a revert with `UnknownWork`.
    function getWork(uint256 workId) external view returns (WorkState memory);

    /// @return The contract whose tokens are read.
    function layerToken() external view returns (address);

    /// @return The contract whose messages are read.
    function featuredMessages() external view returns (address);
}
