// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ITokenMetadata} from "./ITokenMetadata.sol";

/// @title  ILayerMetadata
/// @notice Metadata written on chain, for LayerToken's `renderer`: base64 JSON whose image is the live picture while
///         `imageBase` is set, and else a small drawing of the style word that needs nothing but the chain. The JSON has
///         the drawing in any case, as `image_data`.
interface ILayerMetadata is ITokenMetadata {
    /// @notice The caller is not the artist of the series.
    error NotArtist(address caller);
    /// @notice Where pictures come from was made final.
    error ImageBaseIsFrozen();

    /// @notice Live pictures are now found below this address. To have marketplaces read metadata again, the artist
    ///         sets LayerToken's renderer again, which tells them (ERC-4906).
    event ImageBaseSet(string imageBase);
    /// @notice Where pictures come from can never change again.
    event ImageBaseFrozen(string imageBase);

    /// @notice Moves the live pictures to another server. The artist's. Fails with `NotArtist` or `ImageBaseIsFrozen`.
    /// @param imageBase  what comes before the decimal token id; empty for none, so that the drawing is the image
    function setImageBase(string calldata imageBase) external;

    /// @notice Makes `imageBase` final. One way. The artist's. Fails with `NotArtist` or `ImageBaseIsFrozen`.
    function freezeImageBase() external;

    /// @return A drawing of the token's style word: an SVG document, without a script and without anybody's text.
    function svgOf(uint256 tokenId) external view returns (string memory);

    /// @return What a token's picture as it is now is told by: a layer's revision, or for a master the sum of the
    ///         revisions of all tokens of the work, which is another after every restyle.
    function versionOf(uint256 tokenId) external view returns (uint256);

    /// @return What comes before the decimal token id in the address of a live picture.
    function imageBase() external view returns (string memory);

    /// @return Whether `imageBase` is final.
    function imageBaseFrozen() external view returns (bool);

    /// @return The contract whose tokens are described.
    function layerToken() external view returns (address);
}
