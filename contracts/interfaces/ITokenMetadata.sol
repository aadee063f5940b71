// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  ITokenMetadata
/// @notice What LayerToken asks of the contract that writes its metadata, once it has one.
interface ITokenMetadata {
    /// @return The URI of the token's ERC-721 metadata. The token exists: LayerToken has checked it.
    function tokenURI(uint256 tokenId) external view returns (string memory);

    /// @return The URI of ERC-7572's JSON about the series.
    function contractURI() external view returns (string memory);

    /// @return uri  of ERC-7496's JSON about the traits
    function getTraitMetadataURI() external view returns (string memory uri);
}
