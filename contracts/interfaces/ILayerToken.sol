// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  ILayerToken
/// @notice The tokens of living paintings. A work is a master (index 0) and its layers (index 1…N), back to front;
///         `tokenId = workId << 16 | index`. A token's whole style is one storage slot, the style word:
///
///         | bits      | field            |                                             |
///         |-----------|------------------|---------------------------------------------|
///         | 0…191     | `lever[12]`      | u16 each, lever 0 in the lowest bits        |
///         | 192…223   | `revision`       | u32, +1 on every style change               |
///         | 224…247   | `updatesLeft`    | u24, all ones = unlimited                   |
///         | 248…255   | `flags`          | bit 0 frozen                                |
///
///         A lever is an index into a typed list or range that the work's manifest describes; its smallest value is 0
///         and its largest is `bounds[lever]`, packed like the word's levers and written once.
interface ILayerToken {
    /// @notice One token of a work to be created.
    /// @param owner   receives the token
    /// @param bounds  12 × u16, the largest value of each lever; 0 for a lever that does not exist
    /// @param word    the first style word: levers within bounds, revision 0, updates left, no flags
    struct TokenSetup {
        address owner;
        uint256 bounds;
        uint256 word;
    }

    /// @notice The caller may not restyle this token. Only its owner may.
    error NotStyler(address caller, uint256 tokenId);
    /// @notice The caller is not the address allowed to create works in this series.
    error NotArtist(address caller);
    /// @notice No token has this id.
    error UnknownToken(uint256 tokenId);
    /// @notice No work has this id.
    error UnknownWork(uint256 workId);
    /// @notice The word moved on since the change was composed. Read it again and decide again.
    error StaleRevision(uint256 tokenId, uint32 expected, uint32 actual);
    /// @notice `changes` must be one to twelve triples (u8 lever, u16 value) with strictly ascending levers.
    error MalformedChanges(uint256 length);
    /// @notice The lever's largest value is `max`; a lever the token does not have has none.
    error LeverOutOfBounds(uint8 lever, uint16 value, uint16 max);
    /// @notice Every change in the call already holds, so there is nothing to restyle.
    error NothingChanged(uint256 tokenId);
    /// @notice The token's finite number of updates is used up.
    error NoUpdatesLeft(uint256 tokenId);
    /// @notice The token was frozen by its owner, for ever.
    error StyleFrozen(uint256 tokenId);
    /// @notice The series was deployed for `cap` layers and the new work would exceed it.
    error SeriesCapExceeded(uint256 cap, uint256 requested);
    /// @notice A work has a master and 1 to 65,535 layers.
    error BadLayerCount(uint256 tokens);
    /// @notice A first word must have revision 0, no flags and levers within bounds.
    error BadFirstWord(uint256 index);
    /// @notice Bounds are twelve u16: the bits above them must be zero.
    error BadBounds(uint256 index);
    /// @notice A manifest is 1 to `max` bytes: it is stored as the code of one contract.
    error BadManifestLength(uint256 length, uint256 max);
    /// @notice Style and approval calls take no value.
    error ValueNotAccepted();

    /// @notice A work exists. `manifestHash` is the keccak-256 of the stored manifest bytes.
    event WorkCreated(
        uint256 indexed workId, address indexed artist, uint256 layers, bytes32 entropy, bytes32 manifestHash
    );
    /// @notice A token's schema, written once, and the word it starts with.
    event SchemaSet(uint256 indexed tokenId, uint256 bounds, uint256 word);
    /// @notice A token was restyled. Words carry revisions, so an indexer can order, deduplicate and verify by the log alone.
    event StyleChanged(
        uint256 indexed tokenId, uint256 indexed workId, address indexed by, uint256 previousWord, uint256 newWord
    );
    /// @notice The token's style can never change again.
    event LayerFrozen(uint256 indexed tokenId, address indexed by);

    /// @notice Every token's metadata is now found below this address.
    event BaseURISet(string baseURI);

    /// @notice Creates a work: stores its manifest, writes every schema and mints every token.
    /// @param entropy   32 bytes chosen by the artist; every layer's seed derives from it
    /// @param manifest  the manifest's JSON, compressed by raw DEFLATE (RFC 1951)
    /// @param tokens    index 0 the master, then the layers back to front
    function createWork(bytes32 entropy, bytes calldata manifest, TokenSetup[] calldata tokens)
        external
        returns (uint256 workId);

    /// @notice Moves levers of one token.
    /// @param changes           packed (u8 lever, u16 value) triples, levers strictly ascending
    /// @param expectedRevision  the revision the change was composed on; the call reverts when it moved on
    function setStyle(uint256 tokenId, bytes calldata changes, uint32 expectedRevision) external;

    /// @notice Makes the token's style final. One way.
    function freeze(uint256 tokenId) external;

    /// @notice Moves the metadata of the series to another server. The artist's; art and ownership are out of its reach.
    function setBaseURI(string calldata baseURI) external;

    /// @return The style word.
    function styleOf(uint256 tokenId) external view returns (uint256);

    /// @return 12 × u16, the largest value of each lever.
    function boundsOf(uint256 tokenId) external view returns (uint256);

    /// @return keccak256(abi.encodePacked(address(this), entropy of the work, tokenId)): what a layer's latent codes derive from.
    function seedOf(uint256 tokenId) external view returns (bytes32);

    /// @return The stored manifest: raw DEFLATE of its JSON.
    function manifestOf(uint256 workId) external view returns (bytes memory);

    /// @return entropy  the artist's 32 bytes
    /// @return layers   how many layers the work has, the master not counted
    function workOf(uint256 workId) external view returns (bytes32 entropy, uint256 layers);

    /// @return How many works exist; their ids are 1…works.
    function works() external view returns (uint256);

    /// @return How often the token changed hands: what a message or signature of a former owner is bound to.
    function epochOf(uint256 tokenId) external view returns (uint48);

    /// @return Whether the token's style is this account's to change. What is left to change, the style word says.
    function isStyler(address account, uint256 tokenId) external view returns (bool);

    /// @return What `tokenURI` puts before the decimal token id.
    function baseURI() external view returns (string memory);

    /// @return The address that may create works, for ever.
    function artist() external view returns (address);

    /// @return How many layers all works of the series may have together, masters not counted.
    function cap() external view returns (uint256);

    /// @return The block of the deployment: an indexer need not look further back.
    function deployBlock() external view returns (uint256);
}
