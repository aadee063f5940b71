// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  IERC4906
/// @notice The events of ERC-4906: marketplaces read a token's metadata again when they see one.
interface IERC4906 {
    /// @notice The metadata of one token changed.
    event MetadataUpdate(uint256 _tokenId);
    /// @notice The metadata of every token in the range changed, both ends included.
    event BatchMetadataUpdate(uint256 _fromTokenId, uint256 _toTokenId);
}
