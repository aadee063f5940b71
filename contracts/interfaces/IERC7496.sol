// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  IERC7496
/// @notice A token's style as dynamic traits (ERC-7496), so that a marketplace can hold a sale to them. A trait's key is
///         the keccak-256 of its name:
///
///         | name                | value                                     | set by `setTrait` |
///         |---------------------|-------------------------------------------|-------------------|
///         | `lever00`…`lever11` | the lever's index; 0 for one it lacks     | yes               |
///         | `revision`          | the style word's revision                 | no                |
///         | `updatesRemaining`  | updates left; 16,777,215 = unlimited      | no                |
///         | `frozen`            | 1 when the style is final                 | no                |
interface IERC7496 {
    /// @notice No trait has this key.
    error TraitDoesNotExist(bytes32 traitKey);

    /// @notice A trait of a token has a new value.
    event TraitUpdated(bytes32 indexed traitKey, uint256 tokenId, bytes32 traitValue);
    /// @notice A trait of every token in the range, both ends included, has a new value. The standard's; not used here.
    event TraitUpdatedRange(bytes32 indexed traitKey, uint256 fromTokenId, uint256 toTokenId);
    /// @notice A trait of every token in the range has this value. The standard's; not used here.
    event TraitUpdatedRangeUniformValue(
        bytes32 indexed traitKey, uint256 fromTokenId, uint256 toTokenId, bytes32 traitValue
    );
    /// @notice A trait of these tokens has a new value. The standard's; not used here.
    event TraitUpdatedList(bytes32 indexed traitKey, uint256[] tokenIds);
    /// @notice A trait of these tokens has this value. The standard's; not used here.
    event TraitUpdatedListUniformValue(bytes32 indexed traitKey, uint256[] tokenIds, bytes32 traitValue);
    /// @notice What describes the traits is to be read again.
    event TraitMetadataURIUpdated();

    /// @notice Moves one lever: a restyle at the present revision, by whoever may restyle. Fails as
    ///         `setStyle` does, and with `TraitDoesNotExist`, `TraitNotSettable` or `BadTraitValue`.
    /// @param newValue  the lever's index, at most its largest value
    function setTrait(uint256 tokenId, bytes32 traitKey, bytes32 newValue) external;

    /// @return traitValue  of the trait. Fails with `TraitDoesNotExist`, and with `UnknownToken`.
    function getTraitValue(uint256 tokenId, bytes32 traitKey) external view returns (bytes32 traitValue);

    /// @return traitValues  in the order of the keys
    function getTraitValues(uint256 tokenId, bytes32[] calldata traitKeys)
        external
        view
        returns (bytes32[] memory traitValues);

    /// @return uri  of the JSON that describes the traits
    function getTraitMetadataURI() external view returns (string memory uri);
}
